// Compiles src/ into dist/, and the studio's page, by Vite, into dist/studio/page, and as what a report holds into
// dist/studio/reportPage. Nothing is done where nothing changed. Two builds at a time do not disturb one another, nor a program
// that starts meanwhile: each compiles into a folder of its own, and a file of dist/ is replaced as a whole.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const dist = join(root, 'dist')
const stamp = join(dist, '.built')

const hash = hashOf([
  'src',
  'tsconfig.json',
  'tsconfig.build.json',
  'vite.config.ts',
  'package-lock.json',
  'scripts/build.js',
])
const built = existsSync(stamp) ? readFileSync(stamp, 'utf8').split('\n') : []
if (built[0] !== hash || built.slice(1).some((path) => !existsSync(join(dist, path)))) build()

function build() {
  const own = mkdtempSync(join(root, '.build-'))
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    const vite = join(root, 'node_modules/vite/bin/vite.js')
    const pages = [vite, 'build', '--config', join(root, 'vite.config.ts'), '--logLevel', 'warn']
    const steps = [
      [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', own],
      [...pages, '--outDir', join(own, 'studio/page')],
      [...pages, '--mode', 'report', '--outDir', join(own, 'studio/reportPage')],
    ]
    for (const args of steps) {
      const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
      if (status !== 0) {
        process.exitCode = 1
        return
      }
    }
    const made = filesIn(own)
    for (const path of made) replace(join(dist, path), readFileSync(join(own, path)))
    if (existsSync(dist))
      for (const path of filesIn(dist))
        if (!made.includes(path) && path !== '.built') rmSync(join(dist, path), { force: true })
    replace(stamp, Buffer.from([hash, ...made].join('\n')))
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}

/** Writes a file under another name and renames it, unless it already holds just that. @param {string} path @param {Buffer} bytes */
function replace(path, bytes) {
  if (existsSync(path) && readFileSync(path).equals(bytes)) return
  mkdirSync(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  writeFileSync(temporary, bytes)
  renameSync(temporary, path)
}

/** Of all files named or below the folders named. @param {string[]} names @returns {string} */
function hashOf(names) {
  const hash = createHash('sha256')
  for (const name of names) {
    const path = join(root, name)
    const files = name === 'src' ? filesIn(path).map((file) => join(path, file)) : [path]
    for (const file of files) hash.update(`${file}\n`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** Paths below a folder, sorted; those that another build is about to rename are left out. @param {string} folder @returns {string[]} */
function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

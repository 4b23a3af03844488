import { execFile } from 'node:child_process'
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Compiles files of src/ (and all that they import) into a new temporary folder, so that a test can run them in processes
 *  of their own. Gives that folder; the layout in it is that of src/. */
export async function compile(files: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'nearkin-compiled-'))
  const compilerOptions = {
    noEmit: false,
    checkJs: false,
    allowJs: false,
    rootDir: join(root, 'src'),
    outDir: folder,
    typeRoots: [join(root, 'node_modules/@types')],
  }
  const project = join(folder, 'tsconfig.json')
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}')
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  writeFileSync(
    project,
    JSON.stringify({
      extends: join(root, 'tsconfig.json'),
      compilerOptions,
      include: [],
      files: files.map((file) => join(root, 'src', file)),
    }),
  )
  await promisify(execFile)(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project])
  return folder
}

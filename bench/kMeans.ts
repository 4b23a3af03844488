import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { random } from '../src/random.ts'
import { median } from './timing.ts'

interface Taken {
  readonly seconds: number
  readonly processor: number
}

interface Ended extends Taken {
  readonly inertia: number
  readonly steps: number
}

type Pieces = Readonly<Record<'products' | 'assign' | 'update' | 'seed', Taken>>

const dimension = 512

/** K-means beside scikit-learn's, from the same first centres and with as many of Lloyd's steps, each in a process of its own,
 *  turn and turn about; and what its pieces take. Rows are as an embedding has them: unit vectors in classes of five or six,
 *  as wide as they are far apart. */
export function benchKMeans(
  {
    python,
    rows,
    centres,
    steps,
    rounds,
  }: {
    readonly python: string
    readonly rows: number
    readonly centres: number
    readonly steps: number
    readonly rounds: number
  },
  say: (line: string) => void,
): void {
  const folder = mkdtempSync(join(tmpdir(), 'nearkin-k-means-'))
  try {
    const files = writeRows(folder, rows, centres)
    const child = fileURLToPath(new URL('kMeansChild.js', import.meta.url))
    const script = fileURLToPath(new URL('../../bench/kMeans.py', import.meta.url))
    const given = [...files, String(dimension), String(steps)]
    const ours: (Ended & { megabytes: number })[] = []
    const theirs: (Ended & { version: string })[] = []
    let lacking: string | undefined
    for (let round = 0; round < rounds; round++) {
      ours.push(JSON.parse(demanded(process.execPath, [child, 'lloyd', ...given])))
      const result = spawnSync(python, [script, ...given], { encoding: 'utf8' })
      if (result.status === 0) theirs.push(JSON.parse(result.stdout))
      else lacking = result.error?.message ?? result.stderr.trim().split('\n').at(-1)
    }
    const of = (runs: readonly Taken[], what: keyof Taken): number => median(runs.map((run) => run[what]))
    const shown = (runs: readonly Ended[]): string =>
      `${of(runs, 'seconds').toFixed(1)} s, of processor time ${of(runs, 'processor').toFixed(1)} s, ${runs[0]!.steps} steps to inertia ${runs[0]!.inertia.toPrecision(7)}`
    say(
      `  nearkin ${shown(ours)}; at most ${Math.max(...ours.map(({ megabytes }) => megabytes)).toFixed(0)} MB resident`,
    )
    if (theirs.length === 0) say(`  scikit-learn: not measured, ${lacking}`)
    else
      say(
        `  scikit-learn ${theirs[0]!.version}: ${shown(theirs)}; nearkin is ${(of(theirs, 'seconds') / of(ours, 'seconds')).toFixed(2)} times as fast, ` +
          `by processor time ${(of(theirs, 'processor') / of(ours, 'processor')).toFixed(2)}`,
      )
    const pieces = JSON.parse(demanded(process.execPath, [child, 'pieces', ...given])) as Pieces
    const piece = (name: keyof Pieces): string =>
      `${pieces[name].seconds.toFixed(1)} s (${pieces[name].processor.toFixed(1)} of processor time)`
    say(
      `  pieces: every row against every centre ${piece('assign')}, its products alone ${piece('products')}; ` +
        `the means ${piece('update')}; first centres by k-means++ ${piece('seed')}`,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Writes rows and first centres as raw float32, and gives the two files. */
function writeRows(folder: string, count: number, centres: number): [string, string] {
  const { normal, shuffle } = random('k-means rows')
  const classes = Math.ceil(count / 5.3)
  const means = Float32Array.from({ length: classes * dimension }, normal)
  const rows = new Float32Array(count * dimension)
  for (let i = 0; i < count; i++) {
    const row = rows.subarray(i * dimension, (i + 1) * dimension)
    const mean = means.subarray((i % classes) * dimension, ((i % classes) + 1) * dimension)
    for (let d = 0; d < dimension; d++) row[d] = mean[d]! + normal()
    const length = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0))
    for (let d = 0; d < dimension; d++) row[d]! /= length
  }
  const chosen = shuffle(Int32Array.from({ length: count }, (_, i) => i)).slice(0, centres)
  const first = new Float32Array(centres * dimension)
  chosen.forEach((row, c) => {
    first.set(rows.subarray(row * dimension, (row + 1) * dimension), c * dimension)
  })
  const files: [string, string] = [join(folder, 'rows.f32'), join(folder, 'centres.f32')]
  writeFileSync(files[0], new Uint8Array(rows.buffer))
  writeFileSync(files[1], new Uint8Array(first.buffer))
  return files
}

function demanded(program: string, given: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, given, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${given[0]}: ${stderr}`)
  return stdout
}

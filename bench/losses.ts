/** @file Every loss forward and backward at several batch sizes, beside pytorch-metric-learning: a table as Markdown. Each
 *  measurement is a process of its own; ours and theirs take turns. */
import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { choosing, dimension } from './lossCase.ts'
import { median, ms } from './timing.ts'

/** Beyond this batch the easiest positives, which take less than all, are not timed. */
const largestOfEasiest = 1024

export interface LossBench {
  readonly python: string
  readonly pml?: string | undefined
  readonly batches: readonly number[]
  /** By their names in the library. */
  readonly losses: readonly string[]
  readonly steps: number
  readonly rounds: number
}

interface Ours {
  readonly ms: number
  readonly peakMb: number
  readonly residentMb: number
}

interface Theirs {
  readonly ms: number
  readonly peak_mb: number
  readonly by?: string
}

/** The table of all losses, line by line. */
export function benchLosses(bench: LossBench, put: (line: string) => void): void {
  put(
    `D = ${dimension}, classes of 4, all pairs where pairs are chosen; value and gradients, milliseconds (median), memory as the peak above what was resident before. PyTorch with OMP_WAIT_POLICY=PASSIVE, its fastest.`,
  )
  for (const batch of bench.batches) table(batch, bench, put)
}

function table(batch: number, bench: LossBench, put: (line: string) => void): void {
  const rounds = <T>(measure: () => T): T[] => Array.from({ length: bench.rounds }, measure)
  const products = taken(rounds(() => ours('products', batch, 'all', bench)))
  put(`\n**B = ${batch}.** The two products of all pairs alone: ${said(products, ({ ms }) => ms, ms)} ms.\n`)
  put(
    '| loss | nearkin, ms | of the products | nearkin, easiest positives, ms | nearkin, MB | pytorch-metric-learning, ms | its MB | times as fast |',
  )
  put('|---|---|---|---|---|---|---|---|')
  for (const name of bench.losses) {
    // Turn and turn about, so that both see the same machine.
    const turns = rounds(() => ({
      mine: ours(name, batch, 'all', bench),
      easiest: choosing.has(name) && batch <= largestOfEasiest ? [ours(name, batch, 'easiest', bench)] : [],
      other: theirs(name, batch, bench),
    }))
    const mine = taken(turns.map((turn) => turn.mine))
    const easiest = taken(turns.flatMap((turn) => turn.easiest))
    const other = taken(turns.map((turn) => turn.other))
    const plain = other.good.some(({ by }) => by === 'plain torch') ? ' (plain torch)' : ''
    const ratio = (
      over: readonly { readonly ms: number }[],
      under: readonly { readonly ms: number }[],
      digits: number,
    ): string =>
      over.length > 0 && under.length > 0
        ? (median(over.map((one) => one.ms)) / median(under.map((one) => one.ms))).toFixed(digits)
        : ''
    const cells = [
      name,
      said(mine, (one) => one.ms, ms),
      ratio(mine.good, products.good, 2),
      said(easiest, (one) => one.ms, ms),
      mine.good.length > 0 ? Math.max(...mine.good.map((one) => one.peakMb)).toFixed(0) : '',
      `${said(other, (one) => one.ms, ms)}${plain}`,
      other.good.length > 0 ? Math.max(...other.good.map((one) => one.peak_mb)).toFixed(0) : '',
      ratio(other.good, mine.good, 1),
    ]
    put(`| ${cells.join(' | ')} |`)
  }
}

/** What was measured, and why the rest was not. */
interface Taken<T> {
  readonly good: readonly T[]
  readonly error: string | undefined
}

const taken = <T extends object>(all: readonly (T | { readonly error: string })[]): Taken<T> => ({
  good: all.filter((one): one is T => !('error' in one)),
  error: all.flatMap((one) => ('error' in one ? [one.error] : []))[0],
})

/** The median of what was measured, or why nothing was. */
const said = <T>({ good, error }: Taken<T>, of: (one: T) => number, shown: (value: number) => string): string =>
  good.length > 0 ? shown(median(good.map(of))) : (error ?? '')

function ours(
  name: string,
  batch: number,
  rule: 'all' | 'easiest',
  { steps }: LossBench,
): Ours | { readonly error: string } {
  const path = fileURLToPath(new URL('lossChild.js', import.meta.url))
  const result = spawnSync(process.execPath, [path, name, String(batch), rule, String(steps)], { encoding: 'utf8' })
  if (result.status !== 0)
    return {
      error:
        result.stderr
          .trim()
          .split('\n')
          .find((line) => /Error/.test(line)) ?? 'failed',
    }
  return JSON.parse(result.stdout) as Ours
}

function theirs(name: string, batch: number, { python, pml, steps }: LossBench): Theirs | { readonly error: string } {
  const script = fileURLToPath(new URL('../../bench/losses.py', import.meta.url))
  const result = spawnSync(
    python,
    [
      script,
      name,
      String(batch),
      '--dimension',
      String(dimension),
      '--steps',
      String(steps),
      '--threads',
      String(availableParallelism()),
      '--limit-seconds',
      '30',
    ],
    {
      encoding: 'utf8',
      env: { ...process.env, ...(pml ? { PYTHONPATH: pml } : {}), OMP_WAIT_POLICY: 'PASSIVE' },
    },
  )
  if (result.error) return { error: result.error.message }
  if (result.status !== 0) {
    const line = result.stderr.trim().split('\n').at(-1) ?? 'failed'
    return { error: line.includes('--list prints') ? 'has none' : line }
  }
  return JSON.parse(result.stdout) as Theirs | { readonly error: string }
}

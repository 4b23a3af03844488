/** @file Every loss forward and backward at several batch sizes, beside pytorch-metric-learning: a table as Markdown. Each
 *  measurement is a process of its own; ours and theirs take turns. */
import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { choosing, dimension } from './lossCase.ts'
import { median, ms } from './timing.ts'

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

type Theirs = { readonly ms: number; readonly peak_mb: number; readonly by?: string } | { readonly error: string }

/** The table of all losses, line by line. */
export function benchLosses(bench: LossBench, put: (line: string) => void): void {
  put(
    `D = ${dimension}, classes of 4, all pairs where pairs are chosen; value and gradients, milliseconds (median), memory as the peak above what was resident before. PyTorch with OMP_WAIT_POLICY=PASSIVE, its fastest.`,
  )
  for (const batch of bench.batches) table(batch, bench, put)
}

function table(batch: number, bench: LossBench, put: (line: string) => void): void {
  const rounds = <T>(measure: () => T): T[] => Array.from({ length: bench.rounds }, measure)
  const products = median(rounds(() => ours('products', batch, 'all', bench)).map((one) => one.ms))
  put(`\n**B = ${batch}.** The two products of all pairs alone: ${ms(products)} ms.\n`)
  put(
    '| loss | nearkin, ms | of the products | nearkin, easiest positives, ms | nearkin, MB | pytorch-metric-learning, ms | its MB | times as fast |',
  )
  put('|---|---|---|---|---|---|---|---|')
  for (const name of bench.losses) {
    // Turn and turn about, so that both see the same machine.
    const turns = rounds(() => ({
      mine: ours(name, batch, 'all', bench),
      easiest: choosing.has(name) ? ours(name, batch, 'easiest', bench) : null,
      other: theirs(name, batch, bench),
    }))
    const mine = median(turns.map((turn) => turn.mine.ms))
    const easiest = turns.flatMap((turn) => turn.easiest?.ms ?? [])
    const peak = Math.max(...turns.map((turn) => turn.mine.peakMb))
    const measured = turns.flatMap(({ other }) => ('ms' in other ? [other] : []))
    const failed = turns.flatMap(({ other }) => ('error' in other ? [other.error] : []))[0]
    const other = measured.length > 0 ? median(measured.map((one) => one.ms)) : null
    const cells = [
      name,
      ms(mine),
      (mine / products).toFixed(2),
      easiest.length > 0 ? ms(median(easiest)) : '',
      peak.toFixed(0),
      other === null
        ? (failed ?? 'not measured')
        : `${ms(other)}${measured[0]!.by === 'plain torch' ? ' (plain torch)' : ''}`,
      other === null ? '' : Math.max(...measured.map((one) => one.peak_mb)).toFixed(0),
      other === null ? '' : (other / mine).toFixed(1),
    ]
    put(`| ${cells.join(' | ')} |`)
  }
}

function ours(name: string, batch: number, rule: 'all' | 'easiest', { steps }: LossBench): Ours {
  const path = fileURLToPath(new URL('lossChild.js', import.meta.url))
  const result = spawnSync(process.execPath, [path, name, String(batch), rule, String(steps)], { encoding: 'utf8' })
  if (result.status !== 0) throw new Error(`${name} at B = ${batch}: ${result.stderr}`)
  return JSON.parse(result.stdout) as Ours
}

function theirs(name: string, batch: number, { python, pml, steps }: LossBench): Theirs {
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
  if (result.status !== 0) return { error: result.stderr.trim().split('\n').at(-1) ?? 'failed' }
  return JSON.parse(result.stdout) as Theirs
}

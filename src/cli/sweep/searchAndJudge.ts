import { demand } from '../../errors.ts'
import { writeAtomically } from '../../files.ts'
import type { Data } from '../../runs/dataOf.ts'
import { judgeFeatures } from '../../runs/judgeFeatures.ts'
import { featuresName } from '../../runs/standing.ts'
import { stepsOf } from '../../sweep/rungs.ts'
import { sweepHtml } from '../../sweep/sweepHtml.ts'
import { progress } from '../../train/progress.ts'
import type { Stopping } from '../stopping.ts'
import type { Final, FinalValues } from './finals.ts'
import { featuresAsFinal, finalsOf, judgeFinal, winnersOf } from './finals.ts'
import type { Job, Measured } from './jobs.ts'
import type { Pool } from './openPool.ts'
import { jobsOf, methodResult } from './searched.ts'
import type { SweepFolder } from './sweepFolder.ts'
import type { SweepOptions } from './sweepOptions.ts'
import type { Found } from './sweepResult.ts'
import { resultOf, resultsOf } from './sweepResult.ts'

interface Means {
  readonly folder: SweepFolder
  readonly pool: Pool
  readonly stop: Stopping
}

/** Trains all rounds and then the best of each method, judges these by the test images, and writes `result.json` and `sweep.html`. Null where it was
 *  interrupted: what had ended is kept. */
export async function searchAndJudge(options: SweepOptions, data: Data, means: Means): Promise<Found | null> {
  const { plan, steps, seeds, protocol } = options
  const { folder } = means
  const failed = new Map<string, string>()
  const known = (place: string): Measured | string | undefined => folder.known.get(place) ?? failed.get(place)
  const planned = stepsOf(plan.rungs, plan.folds.length) * plan.methods.length
  const bar = progress({ total: planned, unit: 'steps', label: 'searching' })
  let before = 0
  for (const [round, rung] of plan.rungs.entries()) {
    const label = plan.rungs.length > 1 ? `round ${round + 1} of ${plan.rungs.length}` : ''
    const tell = (done: number): void => bar.update(before + done * rung.steps, label)
    if (!(await trained(jobsOf(plan, round, known), failed, means, tell))) return null
    before += rung.trials * plan.folds.length * rung.steps * plan.methods.length
  }
  bar.done()

  const methods = plan.methods.map((method) => methodResult(plan, method, known))
  const results = resultsOf(options, data, methods)
  const reason = methods.flatMap(({ trials }) => trials.flatMap((trial) => trial.failed ?? []))[0]
  const winners = winnersOf(plan, methods, steps)
  demand(winners.length > 0, { who: options.out, rule: 'a training must end well, but all failed', value: reason })
  const finals = finalsOf(winners, seeds, protocol === 'reality-check' ? plan.folds : null)
  const jobs = finals.flatMap((one) => one.jobs)
  const judging = progress({ total: jobs.length * steps, unit: 'steps', label: 'the best, for the test' })
  if (!(await trained(jobs, failed, means, (done) => judging.update(done * steps)))) return null
  judging.done()
  const values = await judged(options, finals, data, failed)
  if (failed.size > 0) for (const [place, why] of failed) process.stderr.write(`failed: ${place}: ${why}\n`)
  const whole = !jobs.some(({ place }) => failed.has(place))
  if (!whole) process.exitCode = 1
  const found = { results, winners: winners.map(({ settings }) => settings), finals: values, whole }
  writeAtomically(folder.path('sweep.html'), sweepHtml(results))
  writeAtomically(folder.path('result.json'), `${JSON.stringify(resultOf(options, found), null, 2)}\n`)
  return found
}

/** Has jobs done whose value is not known yet; false where that was interrupted. */
async function trained(
  jobs: readonly Job[],
  failed: Map<string, string>,
  { folder, pool, stop }: Means,
  tell: (done: number) => void,
): Promise<boolean> {
  const rest = jobs.filter(({ place }) => !folder.known.has(place))
  let done = jobs.length - rest.length
  tell(done)
  await stop.saving(() =>
    pool.run(rest, (outcome) => {
      if (outcome.kind === 'stopped') return
      if (outcome.kind === 'done') folder.record(outcome.place, outcome.value)
      else failed.set(outcome.place, outcome.reason)
      tell(++done)
    }),
  )
  return !stop.requested
}

async function judged(
  { out, protocol, seeds }: SweepOptions,
  finals: readonly Final[],
  data: Data,
  failed: ReadonlyMap<string, string>,
): Promise<Found['finals']> {
  const byName = new Map<string, Map<number, FinalValues>>()
  const untrained = await judgeFeatures(data)
  if (untrained) {
    const values = featuresAsFinal(untrained, data, protocol === 'final' ? ['test'] : ['separated', 'concatenated'])
    byName.set(featuresName, new Map(seeds.map((seed) => [seed, values])))
  }
  const bar = progress({ total: finals.length, unit: 'models', label: 'judging', after: 2000 })
  for (const [i, final] of finals.entries()) {
    bar.update(i)
    if (final.jobs.some(({ place }) => failed.has(place))) continue
    const own = byName.get(final.winner.name) ?? new Map<number, FinalValues>()
    byName.set(final.winner.name, own.set(final.seed, await judgeFinal(out, final, data)))
  }
  bar.done('')
  return byName
}

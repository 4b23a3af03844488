import { join } from 'node:path'
import { demand } from '../../errors.ts'
import { writeAtomically } from '../../files.ts'
import type { MethodResult, SweepResults } from '../../sweep/results.ts'
import { stepsOf } from '../../sweep/rungs.ts'
import { sweepHtml } from '../../sweep/sweepHtml.ts'
import { progress } from '../../train/progress.ts'
import { closing } from '../closing.ts'
import { compareRuns } from '../compareRuns.ts'
import type { Data } from '../dataOf.ts'
import { dataOf } from '../dataOf.ts'
import { judgeFeatures } from '../judgeFeatures.ts'
import { skippedText } from '../skippedText.ts'
import { featuresName } from '../standing.ts'
import type { Stopping } from '../stopping.ts'
import { stopping } from '../stopping.ts'
import { demandTrainable } from './demandTrainable.ts'
import type { Final, FinalValues } from './finals.ts'
import { featuresAsFinal, finalsOf, judgeFinal, winnersOf } from './finals.ts'
import type { Finals } from './finalText.ts'
import { finalText } from './finalText.ts'
import type { Job, Measured } from './jobs.ts'
import type { Pool } from './openPool.ts'
import { openPool } from './openPool.ts'
import { jobsOf, methodResult } from './searched.ts'
import type { SweepFolder } from './sweepFolder.ts'
import { openSweepFolder } from './sweepFolder.ts'
import type { SweepPlan } from './sweepPlan.ts'
import { searchText } from './sweepText.ts'

export interface SweepOptions {
  readonly plan: SweepPlan
  readonly search: SweepResults['search']
  /** 'final': each winner is trained on all training classes; 'reality-check': on those of every fold. */
  readonly protocol: 'final' | 'reality-check'
  /** Of the winners' trainings. */
  readonly seeds: readonly number[]
  /** The full length of a training. */
  readonly steps: number
  readonly out: string
  readonly resume: boolean
  readonly json: boolean
  /** All that decides what comes out. */
  readonly config: Readonly<Record<string, unknown>>
  readonly parallel: number
  readonly threads: number
  /** Steps between checkpoints. */
  readonly checkpointEvery: number
  /** How the command was called, and how to go on after an interrupt. */
  readonly command: string
  readonly again: string
}

/** Searches, judges each method's winner by the test images, prints tables and writes `result.json` and `sweep.html`. Results depend on
 *  the plan alone: two sweeps of one seed write the same bytes, killed and resumed or not, however many processes trained. */
export async function runSweep(options: SweepOptions): Promise<void> {
  const { plan, out, resume, json, seeds } = options
  const base = { ...plan.methods[0]!.settings, fold: null }
  const stop = stopping(options.again)
  try {
    const found = await closing(dataOf(base), async (data) => {
      demandTrainable(plan, data)
      process.stderr.write(skippedText(data.skipped))
      const folder = openSweepFolder(out, { resume, config: options.config })
      const { parallel, threads, checkpointEvery } = options
      const pool = openPool({ out, parallel, threads, checkpointEvery, stop })
      try {
        return await searchAndJudge(options, data, { folder, pool, stop })
      } finally {
        pool.close()
        folder.close()
      }
    })
    if (found === null) return stop.stopped(`stopped; what was trained is saved in ${out}`)
    const { results, finals, winners } = found
    if (!json) process.stdout.write(`\n${searchText(results)}\n\n`)
    if (!json) process.stdout.write(`${finalText(finals, seeds.length)}\n\n`)
    let compared: object = {}
    if (options.protocol === 'final')
      await compareRuns({
        methods: winners,
        seeds,
        out: join(out, 'final'),
        resume: true,
        json,
        quiet: true,
        onResult: (result) => {
          compared = { compared: result }
        },
        words: {
          title: results.title,
          subtitle: `The best of each of ${results.methods.length} methods, judged by images that the search never saw.`,
          command: options.command,
        },
        again: options.again,
      })
    const files = { result: join(out, 'result.json'), picture: join(out, 'sweep.html') }
    if (json) process.stdout.write(`${JSON.stringify({ ...files, ...resultOf(options, found), ...compared })}\n`)
    else
      process.stdout.write(
        `result: ${files.result}\npicture: ${files.picture}\n${options.protocol === 'final' ? `report: ${join(out, 'final', 'report.html')}\n` : ''}`,
      )
  } finally {
    stop.dispose()
  }
}

interface Found {
  readonly results: SweepResults
  readonly winners: SweepPlan['methods'][number]['settings'][]
  readonly finals: Finals
}

interface Means {
  readonly folder: SweepFolder
  readonly pool: Pool
  readonly stop: Stopping
}

/** null: interrupted. */
async function searchAndJudge(options: SweepOptions, data: Data, means: Means): Promise<Found | null> {
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
  if (jobs.some(({ place }) => failed.has(place))) process.exitCode = 1
  const found = { results, winners: winners.map(({ settings }) => settings), finals: values }
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

function resultsOf({ plan, search }: SweepOptions, data: Data, methods: readonly MethodResult[]): SweepResults {
  const { evaluateLabel } = data.protocol
  const folds = plan.folds.length
  const over = folds === 1 ? 'the last quarter of the training classes' : `${folds} folds of the training classes`
  return {
    title: `Sweep on ${data.dataset.name}`,
    metric: `${plan.select === 'map@r' ? 'MAP@R' : 'Recall@1'} by ${evaluateLabel.name} over ${over}, left out of training; test images were not looked at`,
    search,
    methods,
  }
}

/** All that was found: nothing of it depends on when or where. */
function resultOf(
  { config }: SweepOptions,
  { results, winners, finals }: Pick<Found, 'results' | 'winners' | 'finals'>,
): object {
  const { title: _, ...search } = results
  return {
    asked: config,
    ...search,
    winners: winners.map((settings) => {
      const { dataset, ...rest } = settings
      return rest
    }),
    test: [...finals].map(([name, seeds]) => ({
      name,
      seeds: [...seeds].map(([seed, values]) => ({ seed, ...values })),
    })),
  }
}

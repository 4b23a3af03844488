import { join } from 'node:path'
import { dataOf } from '../../runs/dataOf.ts'
import { closing } from '../closing.ts'
import { compareRuns } from '../compareRuns.ts'
import { skippedText } from '../skippedText.ts'
import { stopping } from '../stopping.ts'
import { demandTrainable } from './demandTrainable.ts'
import { finalText } from './finalText.ts'
import { openPool } from './openPool.ts'
import { searchAndJudge } from './searchAndJudge.ts'
import { demandSweepFolder, openSweepFolder } from './sweepFolder.ts'
import type { SweepOptions } from './sweepOptions.ts'
import { resultOf } from './sweepResult.ts'
import { searchText } from './sweepText.ts'

/** Searches, judges each method's winner by the test images, prints tables and writes `result.json` and `sweep.html`. Results depend on
 *  the plan alone: two sweeps of one seed write the same bytes, killed and resumed or not, however many processes trained. */
export async function runSweep(options: SweepOptions): Promise<void> {
  const { plan, out, resume, json, seeds } = options
  demandSweepFolder(out, options)
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
    // What failed is trained again by who goes on, with the threads of the others.
    const reported = options.protocol === 'final' && found.whole
    if (reported)
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
        `result: ${files.result}\npicture: ${files.picture}\n${reported ? `report: ${join(out, 'final', 'report.html')}\n` : ''}`,
      )
  } finally {
    stop.dispose()
  }
}

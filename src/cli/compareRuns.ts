import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Judgement } from '../evaluate/judge.ts'
import { writeAtomically } from '../files.ts'
import type { Method } from '../runs/comparison.ts'
import { columnsOf, differenceOf, estimate, pairsOf } from '../runs/comparison.ts'
import type { Data } from '../runs/dataOf.ts'
import { dataOf } from '../runs/dataOf.ts'
import { judgeFeatures } from '../runs/judgeFeatures.ts'
import { ruleNames } from '../runs/lossOf.ts'
import { methodNames } from '../runs/methodNames.ts'
import type { Settings } from '../runs/settings.ts'
import type { Named, Standing } from '../runs/standing.ts'
import { demandBaseline, featuresNamed } from '../runs/standing.ts'
import { standingOfRuns } from '../runs/standingOfRuns.ts'
import { standingResult } from '../runs/standingResult.ts'
import { resumedForm } from '../runs/storedRun.ts'
import type { ReportWords } from '../studio/api.ts'
import { refuseRun } from '../train/refuseRun.ts'
import { batchesOf } from './batches.ts'
import { checkSettings } from './checkSettings.ts'
import { closing } from './closing.ts'
import { comparisonMarkdown } from './comparisonMarkdown.ts'
import { comparisonText } from './comparisonText.ts'
import { demandPlace } from './demandPlace.ts'
import { designOf } from './designOf.ts'
import type { Failed } from './failedText.ts'
import { failedText, reasonOf } from './failedText.ts'
import { invocation } from './invocation.ts'
import { oneRun } from './oneRun.ts'
import { runFolderName } from './runFolderName.ts'
import { skippedText } from './skippedText.ts'
import { standingText } from './standingText.ts'
import { stopping } from './stopping.ts'
import { writeReport } from './writeReport.ts'

export interface CompareOptions {
  /** One for each method, seed left out of account. */
  readonly methods: readonly Settings[]
  readonly seeds: readonly number[]
  readonly out: string
  readonly resume: boolean
  readonly json: boolean
  /** Whether nothing is said but what goes wrong. Default false. */
  readonly quiet?: boolean
  /** Takes the result as an object. Default: it is printed where `json` is. */
  readonly onResult?: (result: object) => void
  readonly words: Omit<ReportWords, 'created'>
  /** How to go on after an interrupt. */
  readonly again: string
  /** Steps between checkpoints. Default 100. */
  readonly checkpointEvery?: number
  /** A file that the table is written to as Markdown. */
  readonly markdown?: string
  /** The name of the method, or 'features', that the others are set against. Default: the features, or else the first. */
  readonly baseline?: string
}

/** Trains every method with every seed on the same data, prints the table and writes the report. A run that fails is
 *  missing in them, its reason beneath, and the exit code is then 1: the others go on, and it can be resumed. */
export async function compareRuns(options: CompareOptions): Promise<void> {
  const { methods: settings, seeds, out, resume, json, words, markdown } = options
  const { onResult = json ? (result) => void process.stdout.write(`${JSON.stringify(result)}\n`) : () => {} } = options
  // What does not fit is said before anything is decoded, or trained.
  for (const one of settings) checkSettings(one)
  // The folder of the runs will be there by then.
  if (markdown !== undefined && (resolve(dirname(markdown)) !== resolve(out) || existsSync(out)))
    demandPlace(markdown, '--markdown')
  const folders = settings.map((one) => seeds.map((seed) => join(out, runFolderName(one, seed))))
  if (!resume) for (const folder of [out, ...folders.flat()]) refuseRun(folder)
  await closing(dataOf(settings[0]!, resume ? resumedForm(folders.flat()) : {}), async (data) => {
    for (const one of settings) {
      designOf(one, data)
      batchesOf(one, data)
    }
    process.stderr.write(skippedText(data.skipped))

    const names = methodNames(settings)
    if (options.baseline !== undefined) {
      const named = names.short.map((name, i): Named => ({ name, aliases: [names.full[i]!] }))
      demandBaseline([...(data.features || data.trunk?.pretrained ? [featuresNamed] : []), ...named], options.baseline)
    }
    const stop = stopping(options.again)
    try {
      const methods: Method[] = []
      const failed: Failure[] = []
      const total = settings.length * seeds.length
      for (const [m, one] of settings.entries()) {
        const runs: Method['runs'][number][] = []
        for (const [s, seed] of seeds.entries()) {
          const folder = folders[m]![s]!
          const label = `${m * seeds.length + s + 1}/${total} ${names.short[m]}, seed ${seed}:`
          try {
            const { judgement, step } = await oneRun({ ...one, seed }, data, { ...options, folder, label, stop })
            if (!judgement) return stop.stopped(`stopped after step ${step} of ${folder}, saved`)
            runs.push({ seed, folder, judgement })
          } catch (error) {
            if (stop.requested) throw error
            const failure = { method: m, name: names.full[m]!, seed, folder, reason: reasonOf(error), error }
            failed.push(failure)
            process.stderr.write(`${failedText([failure])}\n`)
          }
        }
        methods.push({ name: names.full[m]!, settings: one, runs })
      }
      const good = methods.filter(({ runs }) => runs.length > 0)
      if (good.length === 0) throw failed[0]!.error
      if (failed.length > 0) process.exitCode = 1
      const untrained = await judgeFeatures(data)
      const standing = await standingOfRuns(good, data, untrained, options.baseline)
      const parts = [comparisonText(good, data, untrained), standing && standingText(standing), failedText(failed)]
      if (!json && !options.quiet) process.stdout.write(`\n${parts.filter(Boolean).join('\n\n')}\n\n`)
      if (markdown !== undefined)
        writeAtomically(markdown, comparisonMarkdown(good, data, words.command, { untrained, failed, standing }))
      // What was found is said even where no report can be made of it.
      let report: string | null = null
      try {
        const path = join(out, 'report.html')
        await writeReport(path, good, data, words, untrained)
        report = path
      } finally {
        onResult(resultOf(methods, data, { report, untrained, failed, standing }))
      }
      if (!json && !options.quiet)
        process.stdout.write(`report: ${report}\nlook closer: ${invocation(['studio', out])}\n`)
    } finally {
      stop.dispose()
    }
  })
}

interface Failure extends Failed {
  /** The method's place. */
  readonly method: number
  readonly error: unknown
}

/** The comparison as a JSON object. */
function resultOf(
  methods: readonly Method[],
  data: Data,
  {
    report,
    untrained,
    failed,
    standing,
  }: { report: string | null; untrained: Judgement | null; failed: readonly Failure[]; standing: Standing | null },
): object {
  const columns = columnsOf(data)
  return {
    /** null: it could not be written. */
    report,
    methods: methods.map((method, m) => ({
      name: method.name,
      loss: method.settings.loss,
      ...ruleNames(method.settings),
      metrics: Object.fromEntries(columns.map((column) => [column.name, estimate(column, method)])),
      runs: method.runs,
      failed: failed
        .filter((failure) => failure.method === m)
        .map(({ seed, folder, reason }) => ({ seed, folder, reason })),
    })),
    /** Easiest less all positives, over the same seeds. */
    differences: pairsOf(methods).map((pair) => ({
      loss: pair.all.settings.loss,
      negatives: ruleNames(pair.all.settings).negatives,
      metrics: Object.fromEntries(columns.map((column) => [column.name, differenceOf(column, pair)])),
    })),
    ...(standing && standingResult(standing)),
    /** The features on which they were trained, as they are; not there where they were trained on images. */
    ...(untrained && { features: untrained }),
    skipped: data.skipped,
  }
}

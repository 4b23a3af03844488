import { join } from 'node:path'
import type { Judgement } from '../evaluate/judge.ts'
import { writeAtomically } from '../files.ts'
import { writeReport } from '../report/report.ts'
import { refuseRun } from '../train/refuseRun.ts'
import { checkSettings } from './checkSettings.ts'
import type { Method } from './comparison.ts'
import { columnsOf, differenceOf, estimate, pairsOf } from './comparison.ts'
import { comparisonMarkdown } from './comparisonMarkdown.ts'
import { comparisonText } from './comparisonText.ts'
import type { Data } from './dataOf.ts'
import { dataOf } from './dataOf.ts'
import { designOf } from './designOf.ts'
import { judgeFeatures } from './judgeFeatures.ts'
import { ruleNames } from './lossOf.ts'
import { methodNames } from './methodNames.ts'
import { oneRun } from './oneRun.ts'
import type { ReportWords } from './reportOf.ts'
import { reportOf } from './reportOf.ts'
import type { Settings } from './settings.ts'
import { skippedText } from './skippedText.ts'
import { stopping } from './stopping.ts'
import { resumedForm } from './storedRun.ts'

export interface CompareOptions {
  /** One for each method, seed left out of account. */
  readonly methods: readonly Settings[]
  readonly seeds: readonly number[]
  readonly out: string
  readonly resume: boolean
  readonly json: boolean
  readonly words: ReportWords
  /** How to go on after an interrupt. */
  readonly again: string
  /** Steps between checkpoints. Default 100. */
  readonly checkpointEvery?: number
  /** A file that the table is written to as Markdown. */
  readonly markdown?: string
}

/** Trains every method with every seed on the same data, prints the table and writes the report. */
export async function compareRuns(options: CompareOptions): Promise<void> {
  const { methods: settings, seeds, out, resume, json, words } = options
  // What does not fit is said before anything is decoded, or trained.
  for (const one of settings) checkSettings(one)
  const folders = settings.map((one) => seeds.map((seed) => join(out, folderName(one, seed))))
  if (!resume) for (const folder of [out, ...folders.flat()]) refuseRun(folder)
  const data = await dataOf(settings[0]!, resume ? resumedForm(folders.flat()) : {})
  for (const one of settings) designOf(one, data)
  process.stderr.write(skippedText(data.skipped))

  const names = methodNames(settings)
  const stop = stopping(options.again)
  try {
    const methods: Method[] = []
    const total = settings.length * seeds.length
    for (const [m, one] of settings.entries()) {
      const runs: Method['runs'][number][] = []
      for (const [s, seed] of seeds.entries()) {
        const folder = folders[m]![s]!
        const label = `${m * seeds.length + s + 1}/${total} ${names.short[m]}, seed ${seed}:`
        const { judgement, step } = await oneRun({ ...one, seed }, data, { ...options, folder, label, stop })
        if (!judgement) return stop.stopped(`stopped after step ${step} of ${folder}, saved`)
        runs.push({ seed, folder, judgement })
      }
      methods.push({ name: names.full[m]!, settings: one, runs })
    }
    const untrained = await judgeFeatures(data)
    if (options.markdown !== undefined)
      writeAtomically(options.markdown, comparisonMarkdown(methods, data, words.command, untrained))
    const report = join(out, 'report.html')
    await writeReport(report, await reportOf(methods, data, words, untrained))
    print(methods, data, { json, report, untrained })
  } finally {
    stop.dispose()
  }
}

const folderName = (one: Settings, seed: number): string =>
  [one.loss, ...Object.values(ruleNames(one)).filter(Boolean), `seed${seed}`].join('-').replace(/[^a-z0-9.=-]/g, '_')

function print(
  methods: readonly Method[],
  data: Data,
  { json, report, untrained }: { json: boolean; report: string; untrained: Judgement | null },
): void {
  if (!json) {
    process.stdout.write(`\n${comparisonText(methods, data, untrained)}\n\nreport: ${report}\n`)
    return
  }
  const columns = columnsOf(data)
  const result = {
    report,
    methods: methods.map((method) => ({
      name: method.name,
      loss: method.settings.loss,
      ...ruleNames(method.settings),
      metrics: Object.fromEntries(columns.map((column) => [column.name, estimate(column, method)])),
      runs: method.runs,
    })),
    /** Easiest less all positives, over the same seeds. */
    differences: pairsOf(methods).map((pair) => ({
      loss: pair.all.settings.loss,
      negatives: ruleNames(pair.all.settings).negatives,
      metrics: Object.fromEntries(columns.map((column) => [column.name, differenceOf(column, pair)])),
    })),
    /** The features on which they were trained, as they are; not there where they were trained on images. */
    ...(untrained && { features: untrained }),
    skipped: data.skipped,
  }
  process.stdout.write(`${JSON.stringify(result)}\n`)
}

import { join } from 'node:path'
import { writeReport } from '../report/report.ts'
import { onInterrupt } from '../train/interrupt.ts'
import type { Method } from './comparison.ts'
import { columnsOf, comparisonText, estimate, methodName } from './comparison.ts'
import type { Data } from './dataOf.ts'
import { dataOf } from './dataOf.ts'
import { designOf } from './designOf.ts'
import { interrupted } from './interrupted.ts'
import { negativesOf } from './lossOf.ts'
import { oneRun } from './oneRun.ts'
import type { ReportWords } from './reportOf.ts'
import { reportOf } from './reportOf.ts'
import type { Settings } from './settings.ts'
import { skippedText } from './skippedText.ts'

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
}

/** Trains every method with every seed on the same data, prints the table and writes the report. */
export async function compareRuns(options: CompareOptions): Promise<void> {
  const { methods: settings, seeds, out, resume, json, words } = options
  const data = await dataOf(settings[0]!)
  for (const one of settings) designOf(one, data) // What does not fit is said before anything is trained.
  process.stderr.write(skippedText(data.skipped))
  const interrupt = onInterrupt(() => process.stderr.write('\nsaving the checkpoint; Ctrl-C again ends at once\n'))
  try {
    const methods: Method[] = []
    const total = settings.length * seeds.length
    for (const one of settings) {
      const runs: Method['runs'][number][] = []
      for (const seed of seeds) {
        const label = `${methods.length * seeds.length + runs.length + 1}/${total} ${one.loss}, ${one.positives} positives, seed ${seed}`
        const folder = join(out, folderName(one, seed))
        const { judgement, step } = await oneRun({ ...one, seed }, data, { folder, label, resume, interrupt })
        if (!judgement) return interrupted(folder, step, options.again)
        runs.push({ seed, folder, judgement })
      }
      methods.push({ name: methodName(one), settings: one, runs })
    }
    const report = join(out, 'report.html')
    await writeReport(report, await reportOf(methods, data, words))
    print(methods, data, { json, report })
  } finally {
    interrupt.dispose()
  }
}

const folderName = (one: Settings, seed: number): string =>
  `${one.loss}-${one.positives}-${negativesOf(one)}-seed${seed}`

function print(methods: readonly Method[], data: Data, { json, report }: { json: boolean; report: string }): void {
  if (!json) {
    process.stdout.write(`\n${comparisonText(methods, data)}\n\nreport: ${report}\n`)
    return
  }
  const columns = columnsOf(data)
  const result = {
    report,
    methods: methods.map((method) => ({
      name: method.name,
      loss: method.settings.loss,
      positives: method.settings.positives,
      negatives: negativesOf(method.settings),
      metrics: Object.fromEntries(columns.map((column) => [column.name, estimate(column, method)])),
      runs: method.runs,
    })),
    skipped: data.skipped,
  }
  process.stdout.write(`${JSON.stringify(result)}\n`)
}

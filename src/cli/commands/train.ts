import { join } from 'node:path'
import type { Command } from 'commander'
import { dataOf } from '../../runs/dataOf.ts'
import { judgeFeatures } from '../../runs/judgeFeatures.ts'
import { methodNames } from '../../runs/methodNames.ts'
import { settingsOf } from '../../runs/settings.ts'
import { resumedForm } from '../../runs/storedRun.ts'
import { refuseRun } from '../../train/refuseRun.ts'
import { checkSettings } from '../checkSettings.ts'
import { closing } from '../closing.ts'
import { comparisonText } from '../comparisonText.ts'
import { designOf } from '../designOf.ts'
import { freshFolder, invocation, resumption } from '../invocation.ts'
import { oneRun } from '../oneRun.ts'
import {
  dataOptions,
  datasetWords,
  divisionOptions,
  lossWords,
  negativeWords,
  positiveWords,
  settingsAmong,
} from '../options.ts'
import { wholeFrom } from '../parsers.ts'
import { skippedText } from '../skippedText.ts'
import { stopping } from '../stopping.ts'
import { trainingOptions } from '../trainingOptions.ts'
import { writeReport } from '../writeReport.ts'

/** `nearkin train`: one run. */
export function train(program: Command): void {
  const command = program
    .command('train')
    .argument('<dataset>', datasetWords)
    .description('train an embedding: a run folder with the model, its judgement and a report')
    .option('--loss <name>', `${lossWords} (default: triplet)`)
    .option('--positives <rule>', `${positiveWords} (default: easiest)`)
    .option('--negatives <rule>', `${negativeWords} (default: those of the loss's paper)`)
    .option('--seed <number>', 'of everything that is drawn (default: 0)', wholeFrom(0))
    .option('--out <folder>', 'the run folder (default: a new one in runs/)')
    .option('--resume', 'go on from the last checkpoint of --out')
    .option('--json', 'print one JSON object')
  trainingOptions(divisionOptions(dataOptions(command))).action(async (dataset: string, options) => {
    const { out = freshFolder('train'), resume = false, json = false, checkpointEvery, ...rest } = options
    const settings = settingsOf({ ...settingsAmong(rest), dataset })
    // What does not fit is said before anything is decoded, or written.
    checkSettings(settings)
    if (!resume) refuseRun(out)
    await closing(dataOf(settings, resume ? resumedForm([out]) : {}), async (data) => {
      designOf(settings, data)
      process.stderr.write(skippedText(data.skipped))

      const stop = stopping(resumption(out))
      try {
        const { judgement, step } = await oneRun(settings, data, {
          folder: out,
          label: data.dataset.name,
          resume,
          stop,
          checkpointEvery,
        })
        if (!judgement) return stop.stopped(`stopped after step ${step}, saved in ${out}`)
        const [name] = methodNames([settings]).full
        const method = { name: name!, settings, runs: [{ seed: settings.seed, folder: out, judgement }] }
        const words = { title: data.dataset.name, subtitle: `${name!}.`, command: invocation() }
        const report = join(out, 'report.html')
        const untrained = await judgeFeatures(data)
        await writeReport(report, [method], data, words, untrained)
        process.stdout.write(
          json
            ? `${JSON.stringify({ run: out, report, judgement, skipped: data.skipped })}\n`
            : `\n${comparisonText([method], data, untrained)}\n\nrun: ${out}\nmodel: ${join(out, 'model.onnx')}\nreport: ${report}\nlook closer: ${invocation(['studio', out])}\n`,
        )
      } finally {
        stop.dispose()
      }
    })
  })
}

import type { Command } from 'commander'
import { Option } from 'commander'
import { writeReport } from '../../report/report.ts'
import { onInterrupt } from '../../train/interrupt.ts'
import { comparisonText, methodName } from '../comparison.ts'
import { dataOf } from '../dataOf.ts'
import { designOf } from '../designOf.ts'
import { interrupted } from '../interrupted.ts'
import { freshFolder, invocation, resumption } from '../invocation.ts'
import { oneRun } from '../oneRun.ts'
import {
  dataOptions,
  lossChoices,
  negativeChoices,
  positiveChoices,
  settingsAmong,
  trainingOptions,
  wholeFrom,
} from '../options.ts'
import { reportOf } from '../reportOf.ts'
import { settingsOf } from '../settings.ts'
import { skippedText } from '../skippedText.ts'

/** `nearkin train`: one run. */
export function train(program: Command): void {
  const command = program
    .command('train')
    .argument('<dataset>', 'a folder of images, mnist:, or omniglot:<folder>')
    .description('train an embedding: a run folder with the model, its judgement and a report')
    .addOption(new Option('--loss <name>').choices([...lossChoices]))
    .addOption(new Option('--positives <rule>').choices([...positiveChoices]))
    .addOption(new Option('--negatives <rule>', "default: those of the loss's paper").choices([...negativeChoices]))
    .option('--seed <number>', 'of everything that is drawn (default: 0)', wholeFrom(0))
    .option('--checkpoint-every <steps>', 'steps between checkpoints', wholeFrom(1), 100)
    .option('--out <folder>', 'the run folder (default: a new one in runs/)')
    .option('--resume', 'go on from the last checkpoint of --out')
    .option('--json', 'print one JSON object')
  trainingOptions(dataOptions(command)).action(async (dataset: string, options) => {
    const { out = freshFolder('train'), resume = false, json = false, checkpointEvery, ...rest } = options
    const settings = settingsOf({ ...settingsAmong(rest), dataset })
    const data = await dataOf(settings)
    designOf(settings, data) // What does not fit is said before the run folder is made.
    process.stderr.write(skippedText(data.skipped))
    const interrupt = onInterrupt(() => process.stderr.write('\nsaving the checkpoint; Ctrl-C again ends at once\n'))
    try {
      const result = await oneRun(settings, data, {
        folder: out,
        label: 'training',
        resume,
        interrupt,
        checkpointEvery,
      })
      if (!result.judgement) return interrupted(out, result.step, resumption(out))
      const method = {
        name: methodName(settings),
        settings,
        runs: [{ seed: settings.seed, folder: out, judgement: result.judgement }],
      }
      const words = { title: data.dataset.name, subtitle: methodName(settings), command: invocation() }
      const report = `${out}/report.html`
      await writeReport(report, await reportOf([method], data, words))
      process.stdout.write(
        json
          ? `${JSON.stringify({ run: out, report, judgement: result.judgement, skipped: data.skipped })}\n`
          : `\n${comparisonText([method], data)}\n\nrun: ${out}\nmodel: ${out}/model.onnx\nreport: ${report}\n`,
      )
    } finally {
      interrupt.dispose()
    }
  })
}

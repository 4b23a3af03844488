import type { Command } from 'commander'
import { comparisonText, methodName } from '../comparison.ts'
import { dataOf } from '../dataOf.ts'
import { judgeEmbedder, modelOf } from '../oneRun.ts'
import { dataOptions, settingsAmong } from '../options.ts'
import { skippedText } from '../skippedText.ts'
import { configIn } from '../storedRun.ts'

/** `nearkin evaluate`: judges a run's model, on its own dataset or another. */
export function evaluate(program: Command): void {
  const command = program
    .command('evaluate')
    .argument('<run>', 'a run folder')
    .argument('[dataset]', "a dataset (default: the run's own)")
    .description(
      "judge a run's model: Recall@1,2,4,8, Precision, R-precision, MAP, MAP@R, MRR, and how far classes have collapsed",
    )
    .option('--json', 'print one JSON object with every metric, by label level, of seen and unseen classes')
  dataOptions(command).action(async (run: string, dataset: string | undefined, { json = false, ...options }) => {
    const stored = configIn(run)
    const settings = { ...stored.settings, ...settingsAmong(options), ...(dataset ? { dataset } : {}) }
    const data = await dataOf(settings, stored.image)
    process.stderr.write(skippedText(data.skipped))
    const embedder = await modelOf(run, data, settings.device)
    try {
      const judgement = await judgeEmbedder(embedder, data)
      const method = { name: methodName(settings), settings, runs: [{ seed: settings.seed, folder: run, judgement }] }
      process.stdout.write(json ? `${JSON.stringify(judgement)}\n` : `\n${comparisonText([method], data)}\n`)
    } finally {
      await embedder.close()
    }
  })
}

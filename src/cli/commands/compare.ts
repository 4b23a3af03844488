import type { Command } from 'commander'
import { compareRuns } from '../compareRuns.ts'
import { freshFolder, invocation, resumption } from '../invocation.ts'
import { methodsAmong } from '../methodsAmong.ts'
import {
  dataOptions,
  datasetWords,
  divisionOptions,
  lossWords,
  negativeWords,
  positiveWords,
  settingsAmong,
} from '../options.ts'
import { several, wholeFrom } from '../parsers.ts'
import { trainingOptions } from '../trainingOptions.ts'

/** `nearkin compare`: the same data and seeds, one option changed. */
export function compare(program: Command): void {
  const command = program
    .command('compare')
    .argument('<dataset>', datasetWords)
    .description('train with several losses and rules on the same data and seeds: a table with intervals, and a report')
    .option('--losses <names>', `of ${lossWords}; all: every one`, several, ['triplet'])
    .option('--positives <rules>', positiveWords, several, ['all', 'easiest'])
    .option('--negatives <rules>', `${negativeWords} (default: those of each loss's paper)`, several)
    .option('--seeds <count>', 'trainings of each method', wholeFrom(1), 3)
    .option(
      '--baseline <method>',
      "what each method is set against, by its name in the table, or 'features' (default: the features, where methods are trained on such, otherwise the first)",
    )
    .option('--out <folder>', 'where the runs and the report go (default: a new folder in runs/)')
    .option('--markdown <file>', 'write the table there too, for a page')
    .option('--resume', 'go on with the runs of --out')
    .option('--json', 'print one JSON object')
  trainingOptions(divisionOptions(dataOptions(command))).action(async (dataset: string, options) => {
    const {
      losses,
      positives,
      negatives = [null],
      seeds,
      out = freshFolder('compare'),
      resume = false,
      json = false,
      checkpointEvery,
      markdown,
      baseline,
    } = options
    const { positives: _p, negatives: _n, ...among } = settingsAmong(options)
    const methods = methodsAmong({ ...among, dataset }, { losses, positives, negatives })
    await compareRuns({
      methods,
      seeds: Array.from({ length: seeds }, (_, seed) => seed),
      out,
      resume,
      json,
      words: {
        title: 'The same data and seeds, one option changed',
        subtitle: `${methods.length} methods, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'} each.`,
        command: invocation(),
      },
      again: resumption(out),
      checkpointEvery,
      ...(markdown === undefined ? {} : { markdown }),
      ...(baseline === undefined ? {} : { baseline }),
    })
  })
}

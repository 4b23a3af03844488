import type { Command } from 'commander'
import { fail } from '../../errors.ts'
import { compareRuns } from '../compareRuns.ts'
import { dashed } from '../dashed.ts'
import { freshFolder, invocation, resumption } from '../invocation.ts'
import { optionOwners } from '../optionOwners.ts'
import {
  dataOptions,
  datasetWords,
  listOf,
  lossChoices,
  negativeChoices,
  positiveChoices,
  settingsAmong,
  trainingOptions,
  wholeFrom,
} from '../options.ts'
import type { Settings } from '../settings.ts'
import { settingsOf } from '../settings.ts'

/** `nearkin compare`: the same data and seeds, one option changed. */
export function compare(program: Command): void {
  const command = program
    .command('compare')
    .argument('<dataset>', datasetWords)
    .description('train with several losses and rules on the same data and seeds: a table with intervals, and a report')
    .option('--losses <names>', `of ${lossChoices.join(', ')}`, listOf(lossChoices), ['triplet'])
    .option('--positives <rules>', `of ${positiveChoices.join(', ')}`, listOf(positiveChoices), ['all', 'easiest'])
    .option(
      '--negatives <rules>',
      `of ${negativeChoices.join(', ')} (default: those of each loss's paper)`,
      listOf(negativeChoices),
    )
    .option('--seeds <count>', 'trainings of each method', wholeFrom(1), 3)
    .option('--out <folder>', 'where the runs and the report go (default: a new folder in runs/)')
    .option('--resume', 'go on with the runs of --out')
    .option('--json', 'print one JSON object')
  trainingOptions(dataOptions(command)).action(async (dataset: string, options) => {
    const {
      losses,
      positives,
      negatives = [null],
      seeds,
      out = freshFolder('compare'),
      resume = false,
      json = false,
      checkpointEvery,
    } = options
    const among = settingsAmong(options)
    const methods: Settings[] = []
    for (const loss of losses)
      for (const negative of negatives)
        for (const positive of positives)
          methods.push(settingsOf({ ...ownOf(loss, among), dataset, loss, positives: positive, negatives: negative }))
    refuseUnused(losses, among)
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
    })
  })
}

/** Of the options that only some losses have, those that this one has: the others are meant for the others. */
const ownOf = (loss: string, options: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(options).filter(([name]) => owners.get(name)?.includes(loss) ?? true))

/** An option that none of the losses has would do nothing, silently. */
function refuseUnused(losses: readonly string[], options: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(options)) {
    const having = owners.get(name)
    if (having && !having.some((loss) => losses.includes(loss)))
      fail({
        who: `--${dashed(name)}`,
        rule: `is an option of ${having.join(' and ')} loss`,
        value: `--losses ${losses.join()}`,
      })
  }
}

const owners: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(optionOwners))

import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import { openDataset } from '../../data/open.ts'
import { demand } from '../../errors.ts'
import type { Settings } from '../../runs/settings.ts'
import { settingsOf } from '../../runs/settings.ts'
import { version } from '../../runs/version.ts'
import { freshFolder, invocation, resumption } from '../invocation.ts'
import { methodsAmong } from '../methodsAmong.ts'
import { dataOptions, datasetWords, lossWords, negativeWords, positiveWords, settingsAmong } from '../options.ts'
import { choice, several, wholeFrom } from '../parsers.ts'
import { stepsFor } from '../stepsFor.ts'
import { runSweep } from '../sweep/runSweep.ts'
import { selects, sweepPlan } from '../sweep/sweepPlan.ts'
import { trainingOptions } from '../trainingOptions.ts'

/** Trainings of a winner, as published of the reality check, and as usual. */
const publishedSeeds = 10
const usualSeeds = 3

/** `nearkin sweep`: hyper-parameters of several methods, the same budget for each. */
export function sweep(program: Command): void {
  const command = program
    .command('sweep')
    .argument('<dataset>', datasetWords)
    .description(
      'search the options of several methods, each with the same budget, chosen by classes left out of training; the best of each is judged by the test images',
    )
    .option('--losses <names>', `of ${lossWords}; all: every one`, several, ['triplet'])
    .option('--positives <rules>', positiveWords, several, ['all', 'easiest'])
    .option('--negatives <rules>', `${negativeWords} (default: those of each loss's paper)`, several)
    .option(
      '--vary <name=range>',
      'rate=1e-4..1e-2:log, triplet:margin=0.05..0.5, positives:k-easiest:k=1..8, optimizer=adam|sgd; may be given several times (default: the rate, and what the loss and the named rules declare, around what is usual)',
      (text: string, before: readonly string[]) => [...before, text],
      [] as readonly string[],
    )
    .addOption(choice('--search <kind>', 'how (default: random)', ['random', 'halving']))
    .option('--trials <count>', 'choices of options that are tried of each method', wholeFrom(1), 12)
    .option(
      '--budget <steps>',
      'of each method in the search (default: what the trials need at full length)',
      wholeFrom(1),
    )
    .option('--eta <count>', 'of halving: one of so many goes on to the next round', wholeFrom(2), 3)
    .option(
      '--folds <count>',
      'of cross-validation over the training classes; 1: the last quarter alone (default: 1)',
      wholeFrom(1),
    )
    .addOption(choice('--select <metric>', 'what is chosen by (default: map@r)', selects))
    .addOption(
      choice(
        '--protocol <name>',
        'how the best are judged: trained on all training classes, or, reality-check, on those of 4 folds, separated and concatenated, 10 seeds (default: final)',
        ['final', 'reality-check'],
      ),
    )
    .option(
      '--split <zero-shot[:seed]>',
      'the first half of the classes trains, the second is the test (default: as the dataset says)',
    )
    .option('--seeds <count>', 'trainings of the best of each method (default: 3)', wholeFrom(1))
    .option('--seed <number>', 'of all that is drawn in the search', wholeFrom(0), 0)
    .option('--parallel <count>', 'trainings beside each other (default: as many as there are cores)', wholeFrom(1))
    .option('--threads <count>', 'of one training', wholeFrom(1), 1)
    .option('--out <folder>', 'where all goes (default: a new folder in runs/)')
    .option('--resume', 'go on with the sweep of --out')
    .option('--json', 'print one JSON object')
  trainingOptions(dataOptions(command)).action(async (dataset: string, options) => {
    const {
      losses,
      positives,
      negatives = [null],
      vary,
      search = 'random',
      trials,
      budget = null,
      eta,
      protocol = 'final',
      folds = protocol === 'reality-check' ? 4 : 1,
      select = 'map@r',
      seeds = protocol === 'reality-check' ? publishedSeeds : usualSeeds,
      seed,
      parallel = availableParallelism(),
      threads,
      out = freshFolder('sweep'),
      resume = false,
      json = false,
      checkpointEvery,
      ...rest
    } = options
    demand(protocol === 'final' || folds > 1, {
      who: '--folds',
      rule: 'of the reality check must be 2 at least',
      value: folds,
      remedy: 'leave it out for the published 4',
    })
    const methods = methodsAmong({ ...settingsAmong(rest), dataset, seed }, { losses, positives, negatives })
    const steps = await stepsOf(methods[0]!)
    const asked = { search, trials, budget, eta, seed, folds, select, vary, steps, rateChosen: rest.rate !== undefined }
    const plan = sweepPlan(methods, asked)
    const { rateChosen, ...told } = asked
    await runSweep({
      plan,
      search,
      protocol,
      seeds: Array.from({ length: seeds }, (_, i) => i),
      steps,
      out,
      resume,
      json,
      config: {
        ...told,
        protocol,
        seeds,
        threads,
        methods: methods.map((one) => settingsOf({ ...one })),
        spaces: plan.methods.map(({ space }) => space),
        version,
      },
      parallel,
      threads,
      checkpointEvery,
      command: invocation(),
      again: resumption(out),
    })
  })
}

/** Of a training at full length: the dataset may have published how many. */
async function stepsOf(settings: Settings): Promise<number> {
  const dataset = await openDataset(settings.dataset)
  await dataset.close?.()
  return stepsFor(settings, dataset)
}

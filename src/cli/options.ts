import type { Command } from 'commander'

import { lossFactories, negativeRules, positiveRules } from '../runs/choices.ts'
import { list } from './parsers.ts'

/** How a name is given options of its own. */
const withOptions = 'name, or name:option=value:flag'

/** What the rules and losses of an option are: its words say the names. */
export const lossWords = `${Object.keys(lossFactories).join(', ')}; ${withOptions}; \`nearkin losses\` tells them`
export const positiveWords = `which classmates pull each anchor: ${Object.keys(positiveRules).join(', ')}`
export const negativeWords = `which others push it: ${Object.keys(negativeRules).join(', ')}`

/** What a dataset argument may be. */
export const datasetWords =
  'a folder of images (one folder a class, nested for finer ones), a manifest that lists them (.csv, .tsv, .jsonl, .ndjson, .parquet), mnist:, or cub:, cars196:, sop:, inshop:, grocery: or omniglot: with the folder of a copy'

/** What the backbone of an option is. */
export const backboneWords =
  'the model to build on: an ONNX file from images to features, or a name of `nearkin backbones`; of a run: where it lies now'

/** Options that say how images are divided and judged: shared by every command that takes a dataset. */
export function dataOptions(command: Command): Command {
  return command
    .option(
      '--label <level>',
      'label to train on: coarse, fine, level1.., or a level by its name (default: coarse, or the published protocol)',
    )
    .option('--evaluate-label <level>', 'label that retrieval is judged by (default: fine)')
    .option('--unseen <classes>', 'classes that training never sees, separated by commas', list)
    .option('--backbone <model.onnx>', backboneWords)
}

/** Options that divide a dataset by its classes: of commands that train. */
export function divisionOptions(command: Command): Command {
  return command
    .option(
      '--split <zero-shot[:seed]>',
      'the first half of the classes trains, the second is judged; with a seed they are shuffled before (default: as the dataset says)',
    )
    .option(
      '--fold <number/parts>',
      'leave this part of the training classes out and judge by it, not by the test images: 1/4 to 4/4 are a cross-validation',
    )
}

/** What the user said of the settings, without the options that are about the command itself. */
export function settingsAmong(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { out, resume, json, seeds, losses, markdown, baseline, checkpointEvery, ...settings } = options
  return settings
}

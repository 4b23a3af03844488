import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'

const number = (text: string): number => {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number.')
  return value
}

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

const numbers = (text: string): number[] => list(text).map(number)

/** Options that say how retrieval is set up: shared by every command that takes a dataset. */
export function dataOptions(command: Command): Command {
  return command
    .option(
      '--label <level>',
      'label to train on: coarse, fine, level1.., or a level by its name (default: coarse, or the published protocol)',
    )
    .option('--evaluate-label <level>', 'label that retrieval is judged by (default: fine)')
    .option('--unseen <classes>', 'classes that training never sees, separated by commas', list)
    .option(
      '--image-size <pixels>',
      'width and height that images are brought to (default: 64, or the published protocol)',
      number,
    )
}

/** Options that say how training is done. */
export function trainingOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--distance <measure>', 'distance or similarity of the loss').choices([
        'l2',
        'squared-l2',
        'l1',
        'cosine',
        'dot',
        'snr',
      ]),
    )
    .option('--margin <number>', 'margin of triplet and margin loss (default: 0.2)', number)
    .option('--swap', 'triplet: measure the negative from the positive where that is nearer')
    .option('--smooth', 'triplet: ln(1 + e^v) in place of [v]+')
    .option('--beta <number>', 'margin loss: the distance that divides positives from negatives (default: 1.2)', number)
    .option('--learn-beta', 'margin loss: learn a beta for each class')
    .option('--nu <number>', 'margin loss: price of a large learned beta', number)
    .option('--positive-margin <number>', 'contrastive: positives nearer than this have no loss (default: 0)', number)
    .option('--negative-margin <number>', 'contrastive: negatives farther than this have no loss (default: 1)', number)
    .option('--widths <channels>', 'channels of each convolution (default: 32,64,64)', numbers)
    .addOption(
      new Option('--head <kind>', 'embedding from all places of the last convolution, or from their average').choices([
        'flatten',
        'average',
      ]),
    )
    .option('--embedding <dimensions>', 'dimensions of the embedding (default: 64, or the published protocol)', number)
    .addOption(new Option('--optimizer <name>').choices(['sgd', 'adam', 'adamw', 'rmsprop', 'adagrad']))
    .option('--rate <number>', 'learning rate (default: 0.001)', number)
    .option('--momentum <number>', 'of sgd and rmsprop (default: 0)', number)
    .option('--nesterov', 'sgd: look ahead by one momentum step')
    .option('--weight-decay <number>', 'default: 0; adamw: 0.01', number)
    .addOption(
      new Option('--schedule <name>', 'of the learning rate over all steps').choices([
        'constant',
        'cosine',
        'step',
        'exponential',
        'one-cycle',
      ]),
    )
    .option('--warmup <steps>', 'steps in which the learning rate first rises', number)
    .option('--clip <norm>', 'gradients longer than this are shortened to it', number)
    .option('--steps <count>', 'batches to train on (default: 400, or the published protocol)', number)
    .option('--classes <count>', 'classes in a batch', number)
    .option('--samples <count>', 'images of each class in a batch', number)
    .addOption(new Option('--device <name>', 'where the train step runs').choices(['cpu', 'webgpu']))
}

export const lossChoices = ['triplet', 'margin', 'contrastive'] as const
export const positiveChoices = ['all', 'easiest', 'hardest', 'semihard'] as const
export const negativeChoices = ['all', 'hardest', 'easiest', 'semihard', 'distance-weighted'] as const

/** A list of which every entry must be one of the choices. */
export const listOf =
  (choices: readonly string[]) =>
  (text: string): string[] => {
    const entries = list(text)
    const unknown = entries.find((entry) => !choices.includes(entry))
    if (entries.length === 0 || unknown !== undefined)
      throw new InvalidArgumentError(`'${unknown ?? text}' is not one of ${choices.join(', ')}.`)
    return [...new Set(entries)]
  }

/** A whole number of at least `least`. */
export const wholeFrom =
  (least: number) =>
  (text: string): number => {
    const value = number(text)
    if (!Number.isSafeInteger(value) || value < least)
      throw new InvalidArgumentError(`It must be a whole number, at least ${least}.`)
    return value
  }

/** What the user said of the settings, without the options that are about the command itself. */
export function settingsAmong(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { out, resume, json, seeds, losses, open, quiet, ...settings } = options
  return settings
}

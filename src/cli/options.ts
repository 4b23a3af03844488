import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { closest } from '../closest.ts'
import { distanceNames, lossFactories, negativeRules, positiveRules, reducerNames } from './choices.ts'

/** How a name is given options of its own. */
const withOptions = 'name, or name:option=value:flag'

/** What the rules and losses of an option are: its words say the names. */
export const lossWords = `${Object.keys(lossFactories).join(', ')}; ${withOptions}; \`nearkin losses\` tells them`
export const positiveWords = `which classmates pull each anchor: ${Object.keys(positiveRules).join(', ')}`
export const negativeWords = `which others push it: ${Object.keys(negativeRules).join(', ')}`

/** What a dataset argument may be. */
export const datasetWords =
  'a folder of images (one folder a class, nested for finer ones), mnist:, or omniglot:<folder>'

/** What the frozen model of an option is. */
export const frozenWords =
  'a model from images to features, which stays as it is: a head on its features is trained; of a run: where it lies now'

/** Options that say how images are divided and judged: shared by every command that takes a dataset. */
export function dataOptions(command: Command): Command {
  return command
    .option(
      '--label <level>',
      'label to train on: coarse, fine, level1.., or a level by its name (default: coarse, or the published protocol)',
    )
    .option('--evaluate-label <level>', 'label that retrieval is judged by (default: fine)')
    .option('--unseen <classes>', 'classes that training never sees, separated by commas', list)
    .option('--backbone <model.onnx>', frozenWords)
}

/** Options that say how training is done. */
export function trainingOptions(command: Command): Command {
  return command
    .option(
      '--image-size <pixels>',
      'width and height that images are brought to (default: 64, or the published protocol; 224 for a frozen model)',
      wholeFrom(1),
    )
    .option('--backbone-output <name>', 'output of the frozen model to take (default: the first of features)')
    .addOption(
      choice(
        '--distance <measure>',
        "of the loss; of dot, cosine: similarity (default: that of the loss's paper)",
        distanceNames,
      ),
    )
    .addOption(
      choice(
        '--reducer <name>',
        "from the losses of pairs to one number (default: that of the loss's paper)",
        reducerNames,
      ),
    )
    .option(
      '--memory <samples>',
      'of earlier batches, that anchors are compared with too (cross-batch memory)',
      wholeFrom(1),
    )
    .option(
      '--widths <channels>',
      'channels of each convolution, each of which halves the image (default: 32,64,64); with --backbone, units of hidden layers (default: none)',
      wholes,
    )
    .addOption(
      choice(
        '--head <kind>',
        'embedding from all places of the last convolution, or from their average (default: flatten up to 48 pixels)',
        ['flatten', 'average'],
      ),
    )
    .option(
      '--embedding <dimensions>',
      'dimensions of the embedding (default: 64, with --backbone 128, or the published protocol)',
      wholeFrom(1),
    )
    .addOption(choice('--optimizer <name>', 'default: adam', ['sgd', 'adam', 'adamw', 'rmsprop', 'adagrad']))
    .option('--rate <number>', 'learning rate (default: 0.001)', number)
    .option('--momentum <number>', 'of sgd and rmsprop (default: 0)', number)
    .option('--nesterov', 'sgd: look ahead by one momentum step')
    .option('--weight-decay <number>', 'default: 0; adamw: 0.01', number)
    .addOption(
      choice('--schedule <name>', 'of the learning rate over all steps (default: constant)', [
        'constant',
        'cosine',
        'step',
        'exponential',
        'one-cycle',
      ]),
    )
    .option('--warmup <steps>', 'steps in which the learning rate first rises (default: 0)', wholeFrom(0))
    .option('--clip <norm>', 'gradients longer than this are shortened to it (default: they stay)', number)
    .option('--steps <count>', 'batches to train on (default: 400, or the published protocol)', wholeFrom(1))
    .option(
      '--sampler <name>',
      'how batches are drawn: m-per-class, class-weighted:weights=size, hierarchical:level=coarse:super-classes=2 (default: m-per-class)',
    )
    .option(
      '--classes <count>',
      'classes in a batch (default: as many as make some 128 images, or the published protocol)',
      wholeFrom(2),
    )
    .option(
      '--samples <count>',
      'images of each class in a batch (default: 8, fewer where a class has fewer, or the published protocol)',
      wholeFrom(2),
    )
    .addOption(choice('--device <name>', 'where the train step runs (default: cpu)', ['cpu', 'webgpu']))
    .option('--checkpoint-every <steps>', 'steps between checkpoints', wholeFrom(1), 100)
}

/** An option whose value is one of some words; for another it says which was likely meant. */
export function choice(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description)
    .choices([...choices])
    .argParser((word) => (choices.includes(word) ? word : refuse(word, choices)))
}

/** Several of what a list names, separated by commas, each once. */
export const several = (text: string): string[] => {
  const entries = list(text)
  if (entries.length === 0) throw new InvalidArgumentError('It must name at least one.')
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
  const { out, resume, json, seeds, losses, markdown, checkpointEvery, ...settings } = options
  return settings
}

function number(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number.')
  return value
}

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

const wholes = (text: string): number[] => list(text).map(wholeFrom(1))

function refuse(word: string, choices: readonly string[]): never {
  const meant = closest(word, choices)
  throw new InvalidArgumentError(
    `${meant === undefined ? '' : `Did you mean ${meant}? `}Allowed are ${choices.join(', ')}.`,
  )
}

import type { Command } from 'commander'
import { Option } from 'commander'
import { distanceNames, reducerNames } from '../runs/choices.ts'
import { networkNames, pixelScales, watched } from '../runs/settings.ts'
import { choice, list, number, wholeFrom, wholes } from './parsers.ts'

const pixelWords = 'imagenet, clip, half (-1 to 1), unit (0 to 1)'
const augmentWords = 'random-resized-crop, random-horizontal-flip, ...'

/** Options that say how training is done. */
export function trainingOptions(command: Command): Command {
  return resultOptions(lossOptions(optimizerOptions(batchOptions(backboneOptions(command)))))
}

function backboneOptions(command: Command): Command {
  return command
    .optionsGroup('Network:')
    .option(
      '--backbone-output <name>',
      'output, or inner tensor, of the backbone to take (default: the first of features)',
    )
    .addOption(
      choice(
        '--pixels <scale>',
        `of what the backbone was trained for: ${pixelWords} (default: imagenet)`,
        pixelScales,
      ),
    )
    .addOption(
      choice('--network <name>', 'trained from nothing where there is no backbone (default: small)', networkNames),
    )
    .option('--weights <file.safetensors>', "the network's weights to begin with, by PyTorch's or timm's names")
    .addOption(
      new Option(
        '--fine-tune [what]',
        'train the backbone too: all, last:N (its last N layers with weights), or patterns of names, separated by commas (default: its features stay as they are)',
      ).preset('all'),
    )
    .option('--freeze <patterns>', 'names of weights that stay as they are, separated by commas', list)
    .option('--head-steps <count>', 'steps in which the head alone is trained first (default: a fifth)', wholeFrom(0))
    .option('--backbone-rate <factor>', 'on the learning rate of what the head stands on (default: 0.1)', number)
    .option('--rates <pattern=factor>', 'factors on the learning rate by names of weights, separated by commas', list)
    .addOption(
      choice(
        '--batch-norm <mode>',
        'of the backbone: its own statistics, those of each batch, or folded into convolutions (default: frozen)',
        ['frozen', 'training', 'folded'],
      ),
    )
    .addOption(
      choice('--pool <kind>', 'from maps or tokens to rows (default: average of maps, the class token of tokens)', [
        'average',
        'max',
        'gem',
        'cls',
        'mean',
      ]),
    )
    .addOption(choice('--norm <kind>', 'of the rows before the head (default: none)', ['none', 'layer', 'batch']))
    .option(
      '--widths <channels>',
      'of the small network, channels of each convolution, each of which halves the image (default: 32,64,64); otherwise units of hidden layers of the head (default: none)',
      wholes,
    )
    .addOption(
      choice(
        '--head <kind>',
        'of the small network: embedding from all places of the last convolution, or from their average (default: flatten up to 48 pixels)',
        ['flatten', 'average'],
      ),
    )
    .option(
      '--head-init <name>',
      'how a linear head on features begins: uniform, or pca:scale=8, along the principal directions of the features (default: uniform)',
    )
    .option(
      '--embedding <dimensions>',
      'dimensions of the embedding (default: 64, with a backbone or a named network 128, or the published protocol)',
      wholeFrom(1),
    )
}

function lossOptions(command: Command): Command {
  return command
    .optionsGroup('Loss:')
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
}

function optimizerOptions(command: Command): Command {
  return command
    .optionsGroup('Optimizer:')
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
      '--chunk <images>',
      'that go through the network at a time: large batches in little memory, the same gradient',
      wholeFrom(1),
    )
    .option('--accumulate <batches>', 'whose gradients are averaged before an update (default: 1)', wholeFrom(1))
    .option(
      '--ema <decay>',
      'judge and ship a moving average of the weights, 0.999 for example (default: the weights)',
      number,
    )
}

function batchOptions(command: Command): Command {
  return command
    .optionsGroup('Images and batches:')
    .option(
      '--image-size <pixels>',
      'width and height that images are brought to (default: 64, or the published protocol; with a backbone its own, or 224)',
      wholeFrom(1),
    )
    .option(
      '--augment <list>',
      `how training images are varied: ${augmentWords} (default: none of the small network, random-resized-crop,random-horizontal-flip of any other that is trained)`,
      list,
    )
    .option(
      '--strict',
      'an image that does not decode, or is left out for another reason, ends the command (default: it is listed)',
    )
    .option(
      '--sampler <name>',
      'how batches are drawn: m-per-class, class-weighted:weights=size, hierarchical:level=coarse:super-classes=2 (default: m-per-class; with a backbone or a named network class-weighted:weights=uniform, every class alike)',
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
}

function resultOptions(command: Command): Command {
  return command
    .optionsGroup('Results:')
    .option(
      '--hold-out <share>',
      'of the training images, kept out of training to choose by (default: 0.1 where it is needed)',
      number,
    )
    .addOption(
      choice('--keep-best <metric>', 'take the weights that were best on what is held out, not the last', watched),
    )
    .option(
      '--patience <looks>',
      'end after so many looks without a better one (default: train to the last step)',
      wholeFrom(1),
    )
    .option('--look-every <steps>', 'steps between looks (default: an eighth of all)', wholeFrom(1))
    .addOption(choice('--device <name>', 'where the train step runs (default: cpu)', ['cpu', 'webgpu']))
    .option('--checkpoint-every <steps>', 'steps between checkpoints', wholeFrom(1), 100)
}

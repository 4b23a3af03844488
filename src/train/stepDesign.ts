import { demand } from '../errors.ts'
import type { Loss } from '../losses/loss.ts'
import type { Layer } from '../nn/layer.ts'
import type { Optimizer } from '../optim/optimizer.ts'
import type { Relation } from '../pairs/batch.ts'
import type { ClassCounts } from './demandLabels.ts'
import { demandClasses } from './demandLabels.ts'
import type { Intake } from './intake.ts'

/** What is trained, and how. */
export interface StepDesign {
  readonly network: Layer
  readonly loss: Loss
  readonly optimizer: Optimizer
  readonly intake: Intake
  readonly batchSize: number
  /** A second tower, whose embeddings the anchors are compared with in place of one another. Default: there is none. */
  readonly reference?: Tower
  /** The shape of one sample's label beyond one integer: [L] for a label on each of L levels. Default []. */
  readonly labelShape?: readonly number[]
  /** Which pairs are of one kind. Default: those of equal labels. */
  readonly relation?: Relation
  /** How many classes the labels have, where it is known: the loss must then be made for as many. */
  readonly classes?: ClassCounts
  /** The most positives one anchor can have in a batch. Default: as many as there can be. */
  readonly mostPositives?: number
  /** Gradients longer than this, taken together, are shortened to it. Default: they stay. */
  readonly clip?: number
  /** At most so many samples go through the network at a time: first all embeddings are made, chunk after chunk, then comes the loss of
   *  the whole batch and its gradient with respect to them, then each chunk again, with its share of the gradient (Gao, Zhang, Han and
   *  Callan 2021, Scaling Deep Contrastive Learning Batch Size under Memory Limited Setup). What a loss of pairs sees is the whole
   *  batch, and the update is that of the whole batch, to rounding; the network's memory is that of a chunk, and its time a forward pass
   *  more. Chunks are as even as can be. Batch normalisation in training mode takes its statistics from the chunk, and its running ones
   *  follow each chunk once. Default: the batch at once. */
  readonly chunk?: number
  /** The gradients of so many batches, each with a loss of its own, are averaged before one update. Pairs across batches are not seen:
   *  that is what `chunk` is for. Default: of one. */
  readonly accumulate?: number
  /** Which parameters change, by their names in the state: `network.*`, `reference.*`, `loss.*`. The others are frozen: they are
   *  fed to the step, but have no gradient, no update, and no state of the optimizer. Batch normalisation is the layer's matter: one
   *  whose parameters are frozen still follows its batches, unless the layer was made to keep its statistics. Default: all. */
  readonly trained?: (name: string) => boolean
  /** Factor of the learning rate for each parameter, by its name in the state, 0 or more. Default 1. */
  readonly rates?: (name: string) => number
  /** Which parameters the optimizer's weight decay is for, by name and shape: `(_, shape) => shape.length > 1` leaves biases and
   *  normalisations out. Default: all. */
  readonly decayed?: (name: string, shape: readonly number[]) => boolean
  /** How many steps had been done when a parameter's training began: the optimizer counts from there. Default 0. */
  readonly since?: (name: string) => number
}

/** Where the references come from: captions for images, documents for queries. */
export interface Tower {
  /** Default: the first tower's network, with the same weights. */
  readonly network?: Layer
  readonly intake: Intake
  /** Default: the first tower's. */
  readonly batchSize?: number
}

/** Fails where a step of this design would have no meaning. */
export function demandDesign({ batchSize, reference, loss, classes, ...parts }: StepDesign): void {
  const least = reference ? 1 : 2
  demand(Number.isSafeInteger(batchSize) && batchSize >= least, {
    who,
    rule: `a batch must have ${least} samples or more${reference ? '' : ': one alone has nothing to be compared with'}`,
    value: batchSize,
    remedy: 'raise batchSize',
  })
  const others = reference?.batchSize ?? batchSize
  demand(Number.isSafeInteger(others) && others >= 1, {
    who,
    rule: 'batchSize of the reference must be a whole number from 1',
    value: others,
  })
  for (const [name, value] of Object.entries({ chunk: parts.chunk ?? 1, accumulate: parts.accumulate ?? 1 }))
    demand(Number.isSafeInteger(value) && value >= 1, { who, rule: `${name} must be a whole number from 1`, value })
  demandClasses(who, loss, classes)
}

const who = 'train step'

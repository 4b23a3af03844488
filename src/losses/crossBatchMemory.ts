import { demand } from '../errors.ts'
import { add, concat, less, min, slice, stopGradient } from '../ops/index.ts'
import type { Batch } from '../pairs/batch.ts'
import { floats, ints, sizeOf } from '../tensor/array.ts'
import { prefixed, under } from '../tensor/prefixed.ts'
import { fixed, fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'
import type { Loss } from './loss.ts'

export interface CrossBatchMemoryOptions {
  /** How many embeddings are remembered, M: the batch's own among them, so at least its size. */
  readonly size: number
  /** Of the embeddings, D. */
  readonly dimension: number
  /** The shape of one sample's label beyond one integer, as the batch has it. Default []: labels are [B]. */
  readonly labelShape?: readonly number[]
  /** The most positives that one anchor can have in the memory: of more, those of the newest batches count. It bounds what losses over all
   *  triplets take. Default M, which is always right and takes the most. */
  readonly mostPositives?: number
}

/** Cross-batch memory: the anchors of a batch are compared with the embeddings of the last M samples, those of earlier
 *  batches among them, which have hardly moved since.
 *
 *  Q = the newest M of [ batch, Q ];  L = loss(anchors: batch, references: Q, as constants)
 *
 *  The batch enters first and then the loss is taken, so the pairs inside the batch count, in the first step already, in
 *  which there are no others. A sample makes no pair with its own copy. Gradient flows through the anchors alone: a pair
 *  inside the batch pulls from each of its two ends when that one is the anchor.
 *
 *  @source Wang, Zhang, Huang, Scott 2020, Cross-Batch Memory for Embedding Learning, algorithm 1; as
 *    pytorch-metric-learning's CrossBatchMemory.
 *  @use Where a batch is too small to hold hard negatives: the memory shows thousands for the price of their products.
 *    Around a loss of pairs or tuples, with any rules. Begin it after some hundred steps of training without, or at a small
 *    rate: at first embeddings move fast, and the memory lies behind. Keep it below the number of training samples, or an
 *    anchor meets its own embedding of the epoch before, the easiest of all positives.
 *  @cost The loss's own with M columns in place of B, and M x D numbers in the state.
 *  @collapse As the loss's. */
export function crossBatchMemory(loss: Loss, options: CrossBatchMemoryOptions): Loss {
  const { size, dimension, labelShape = [], mostPositives } = options
  for (const [name, value] of Object.entries({ size, dimension, mostPositives: mostPositives ?? 1 }))
    demand(Number.isSafeInteger(value) && value >= 1, { who, rule: `${name} must be a whole number from 1`, value })
  return {
    ...loss,
    name: `${loss.name} with cross-batch memory`,
    init(random) {
      const { parameters, buffers } = loss.init(random)
      return {
        parameters,
        buffers: {
          embeddings: floats(new Float32Array(size * dimension), [size, dimension]),
          labels: ints(new Uint8Array(size * sizeOf(labelShape)), [size, ...labelShape]),
          count: ints([0], []),
          ...prefixed(inner, buffers),
        },
      }
    },
    of(batch, values) {
      demandFit(batch, options)
      const entering = fixed(batch.labels.shape, who)[0]!
      const embeddings = pushed(stopGradient(batch.embeddings), values.embeddings!)
      const labels = pushed(batch.labels, values.labels!)
      const count = min(add(values.count!, entering), size)
      const there = less(constant(ints([...Array(size).keys()])), count)
      const { mostPositives: _, ...own } = batch
      const output = loss.of(
        {
          ...own,
          references: { embeddings, labels, beginWithBatch: true, there },
          ...(mostPositives === undefined ? {} : { mostPositives }),
        },
        { ...values, ...under(inner, values) },
      )
      return { ...output, buffers: { embeddings, labels, count, ...prefixed(inner, output.buffers ?? {}) } }
    },
  }
}

const who = 'cross-batch memory'

/** Before the names of what the loss itself remembers. */
const inner = 'loss.'

/** The newest rows before those that are held, batch before batch, and as many left as there were. Where batches do not go evenly
 *  into the memory, the oldest one keeps its last rows, as in a queue that rows enter one after the other. */
function pushed(newest: Tensor, held: Tensor): Tensor {
  const [size, entering] = [fixedDim(held, 0, who), fixedDim(newest, 0, who)]
  const whole = Math.floor(size / entering) * entering
  const part = (start: number, end: number): Tensor[] =>
    start < end ? [slice(held, { starts: [start], ends: [end] })] : []
  return concat([newest, ...part(0, whole - entering), ...part(whole - (size - whole), whole)], 0)
}

function demandFit(
  { embeddings, labels, references }: Batch,
  { size, dimension, labelShape = [] }: CrossBatchMemoryOptions,
): void {
  demand(!references, {
    who,
    rule: 'anchors are compared with the memory, not with other references',
    remedy: 'leave the references out, and do not put one memory around another',
  })
  const [count, width] = fixed(embeddings.shape, who) as [number, number]
  demand(size >= count, {
    who,
    rule: `size must be at least that of a batch, ${count}: the batch itself is remembered first`,
    value: size,
    remedy: 'enlarge the memory, or make the batch smaller',
  })
  demand(width === dimension, {
    who,
    rule: `dimension must be that of the embeddings, ${width}`,
    value: dimension,
    remedy: `give dimension ${width}`,
  })
  const shape = fixed(labels.shape, who).slice(1)
  demand(`${shape}` === `${labelShape}`, {
    who,
    rule: `labelShape must be that of the labels, [${shape}]`,
    value: `[${labelShape}]`,
    remedy: `give labelShape [${shape}]`,
  })
}

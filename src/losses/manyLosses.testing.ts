/** @file Many losses of one batch as one model, for tests that walk over all of them. */
import { grad } from '../autodiff/grad.ts'
import { NearkinError } from '../errors.ts'
import { emit } from '../onnx/emit.ts'
import type { Batch } from '../pairs/batch.ts'
import type { Random } from '../random.ts'
import { random } from '../random.ts'
import type { Feed, ManySession } from '../runtime/openMany.testing.ts'
import { openMany } from '../runtime/openMany.testing.ts'
import type { NumericArray } from '../tensor/array.ts'
import { sizeOf } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import type { MadeLoss } from './everyLoss.testing.ts'

export type { Feed, Numbers } from '../runtime/openMany.testing.ts'
export type Feeds = Readonly<Record<string, Feed>>

export interface ManyLosses {
  /** What each is, and the inputs for which it has a gradient: embeddings, references, its own parameters. Loss i has the
   *  outputs `i loss`, `i valid`, ... and `i d0`, `i d1`, ..., one for each of them. */
  readonly losses: readonly { readonly what: string; readonly inputs: readonly string[] }[]
  /** What those said that refuse such a batch. */
  readonly refused: readonly string[]
  readonly shapes: Readonly<Record<string, readonly number[]>>
  /** Starting values of the losses' own weights, by input. */
  readonly weights: Readonly<Record<string, NumericArray>>
  readonly run: ManySession['run']
  readonly close: ManySession['close']
}

export interface ManyOptions {
  readonly size: number
  readonly dimension: number
  /** How many references. Default: the batch itself is compared with. */
  readonly references?: number
  readonly mostPositives?: number
  readonly precision: 'float32' | 'float64'
}

/** A model of losses with their gradients. Its inputs: `embeddings`, `labels`, `references`, `reference labels`,
 *  `noise positives`, `noise negatives`, and the losses' own weights. */
export async function openLosses(made: readonly MadeLoss[], options: ManyOptions): Promise<ManyLosses> {
  const { size, dimension, references: count, mostPositives, precision } = options
  const shapes: Record<string, readonly number[]> = {}
  const inputs = new Map<string, Tensor>()
  const fed = (name: string, dtype: Tensor['dtype'], shape: readonly number[]): Tensor => {
    if (!inputs.has(name)) inputs.set(name, input(name, dtype, shape))
    shapes[name] = shape
    return inputs.get(name)!
  }
  const embeddings = fed('embeddings', 'float32', [size, dimension])
  const references = count && {
    embeddings: fed('references', 'float32', [count, dimension]),
    labels: fed('reference labels', 'int64', [count]),
  }
  const batch: Batch = {
    embeddings,
    labels: fed('labels', 'int64', [size]),
    noise: (name, shape) => fed(`noise ${name}`, 'float32', shape),
    ...(references ? { references } : {}),
    ...(mostPositives === undefined ? {} : { mostPositives }),
  }
  const weights: Record<string, NumericArray> = {}
  const outputs: Record<string, Tensor> = {}
  const losses: { what: string; inputs: string[] }[] = []
  const refused: string[] = []
  for (const { what, name, loss } of made) {
    const { parameters, buffers } = loss.init(random(name))
    const own = Object.entries({ ...parameters, ...buffers }).map(([key, value]) => {
      const place = `${name} ${key} [${value.shape}]`
      weights[place] = value
      return [key, place, fed(place, value.dtype, value.shape)] as const
    })
    try {
      const values = Object.fromEntries(own.map(([key, , tensor]) => [key, tensor]))
      const { buffers: _, ...told } = loss.of(batch, values)
      const learned = own.filter(([key]) => key in parameters)
      const xs = ['embeddings', ...(references ? ['references'] : []), ...learned.map(([, place]) => place)]
      const at = losses.length
      for (const [key, value] of Object.entries(told)) outputs[`${at} ${key}`] = value
      const gradients = grad(
        told.loss,
        xs.map((x) => inputs.get(x)!),
      )
      for (const [i, g] of gradients.entries()) outputs[`${at} d${i}`] = g
      losses.push({ what, inputs: xs })
    } catch (error) {
      if (!(error instanceof NearkinError)) throw error
      refused.push(`${what}: ${error.message}`)
    }
  }
  const session = losses.length > 0 ? await openMany(emit(outputs, { name: 'losses' }), precision) : nothing
  return { losses, refused, shapes, weights, run: session.run, close: session.close }
}

/** What is not given is drawn: noise uniform, embeddings normal, and the losses' weights as they start, moved by a little. */
export function drawnFeeds({ shapes, weights }: ManyLosses, given: Feeds, { uniform, normal }: Random): Feeds {
  const made = Object.entries(shapes).map(([name, shape]): [string, Feed] => {
    const own = weights[name]
    if (given[name]) return [name, given[name]]
    if (own && own.dtype !== 'float32') return [name, own.data as Feed]
    const drawn = (k: number): number =>
      own ? Number(own.data[k]) + 0.1 * normal() : name.startsWith('noise') ? uniform() : normal()
    return [name, Float64Array.from({ length: sizeOf(shape) }, (_, k) => drawn(k))]
  })
  return Object.fromEntries(made)
}

const nothing: ManySession = { run: async () => ({}), close: async () => {} }

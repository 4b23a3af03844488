/** @file Losses of a batch on the engine, for tests. */
import { grad } from '../autodiff/grad.ts'
import { cosine } from '../distances/cosine.ts'
import { dot } from '../distances/dot.ts'
import { l1 } from '../distances/l1.ts'
import { l2 } from '../distances/l2.ts'
import type { DistanceMeasure, SimilarityMeasure } from '../distances/measure.ts'
import type { Rows, SlowMeasure } from '../distances/slow.testing.ts'
import { snr } from '../distances/snr.ts'
import { squaredL2 } from '../distances/squaredL2.ts'
import { emit } from '../onnx/emit.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import type { Rules } from '../pairs/rule.ts'
import type { NegativeName, PositiveName } from '../pairs/slow.testing.ts'
import { negativeNames, positiveNames } from '../pairs/slow.testing.ts'
import { random } from '../random.ts'
import { openSession } from '../runtime/session.ts'
import { floats, ints } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant, input } from '../tensor/tensor.ts'
import type { Loss } from './loss.ts'

/** The measures by the names of their slow counterparts. */
export const measureOf: Readonly<Record<SlowMeasure, DistanceMeasure | SimilarityMeasure>> = {
  l2: l2(),
  'raw l2': l2({ normalize: false }),
  'squared l2': squaredL2(),
  'raw squared l2': squaredL2({ normalize: false }),
  l1: l1(),
  'raw l1': l1({ normalize: false }),
  cosine: cosine(),
  dot: dot(),
  snr: snr(),
}

/** Every two rules that go together. */
export const combinations = positiveNames.flatMap((p) =>
  negativeNames.filter((n) => !(p === 'semihard' && n === 'semihard')).map((n) => ({ positives: p, negatives: n })),
)

export const rulesNamed = (names: { readonly positives: PositiveName; readonly negatives: NegativeName }): Rules =>
  ({ positives: positiveOf[names.positives](), negatives: negativeOf[names.negatives]() }) as Rules

const positiveOf = {
  all: positives.all,
  easiest: positives.easiest,
  hardest: positives.hardest,
  semihard: positives.semihard,
}
const negativeOf = {
  all: negatives.all,
  hardest: negatives.hardest,
  easiest: negatives.easiest,
  semihard: negatives.semihard,
  distanceWeighted: () => negatives.distanceWeighted(),
}

export interface EngineBatch {
  readonly embeddings: Rows
  readonly labels: readonly number[]
  readonly noise: Rows
  readonly mostPositives?: number
}

export interface EngineLoss {
  readonly loss: number
  readonly valid: number
  readonly active: number
  readonly positive: number
  readonly negative: number
  /** Of the embeddings, row after row. */
  readonly gradient: Float32Array
  /** Of the loss's own parameters. */
  readonly own: Readonly<Record<string, Float32Array>>
}

/** What several losses say of each of several batches of one shape, from one model. */
export async function onEngine<Name extends string>(
  losses: Readonly<Record<Name, Loss>>,
  batches: readonly EngineBatch[],
): Promise<Record<Name, EngineLoss>[]> {
  const { embeddings: rows, mostPositives } = batches[0]!
  const size = rows.length
  const embeddings = input('embeddings', 'float32', [size, rows[0]!.length])
  const labels = input('labels', 'int64', [size])
  const noise = (name: string, shape: readonly number[]): Tensor => input(`noise ${name}`, 'float32', shape)
  const once = new Map<string, Tensor>()
  const shared = (name: string, shape: readonly number[]): Tensor =>
    once.get(name) ?? (once.set(name, noise(name, shape)).get(name) as Tensor)
  const batch = { embeddings, labels, noise: shared, ...(mostPositives === undefined ? {} : { mostPositives }) }
  const names = Object.keys(losses) as Name[]
  const outputs: Record<string, Tensor> = {}
  for (const name of names) {
    const { parameters: fresh, buffers } = losses[name].init(random(name))
    const own = Object.entries(fresh)
    const parameters = Object.fromEntries(own.map(([key, value]) => [key, constant(value)]))
    const remembered = Object.fromEntries(Object.entries(buffers).map(([key, value]) => [key, constant(value)]))
    const { buffers: _, ...output } = losses[name].of(batch, { ...parameters, ...remembered })
    for (const [key, value] of Object.entries(output)) outputs[`${name}/${key}`] = value
    const [gradient, ...others] = grad(output.loss, [embeddings, ...Object.values(parameters)])
    outputs[`${name}/gradient`] = gradient!
    own.forEach(([key], i) => {
      outputs[`${name}/own ${key}`] = others[i]!
    })
  }
  const session = await openSession(emit(outputs, { name: 'losses' }), { threads: 1 })
  const results: Record<Name, EngineLoss>[] = []
  for (const { embeddings: e, labels: l, noise: u } of batches) {
    const noise = floats(u.flat(), [size, size])
    const feeds = {
      embeddings: floats(e.flat(), embeddings.shape as number[]),
      labels: ints(l),
      'noise negatives': noise,
      'noise positives': noise,
    }
    const found = await session.run(feeds)
    const of = (key: string): Float32Array => found[key]!.data as Float32Array
    results.push(
      Object.fromEntries(
        names.map((name) => {
          const scalars = ['loss', 'valid', 'active', 'positive', 'negative'].map((key) => [
            key,
            of(`${name}/${key}`)[0],
          ])
          const own = Object.keys(losses[name].init(random(name)).parameters).map((key) => [
            key,
            of(`${name}/own ${key}`),
          ])
          return [
            name,
            { ...Object.fromEntries(scalars), gradient: of(`${name}/gradient`), own: Object.fromEntries(own) },
          ]
        }),
      ) as Record<Name, EngineLoss>,
    )
  }
  await session.close()
  return results
}

import { grad } from '../src/autodiff/grad.ts'
import { crossBatchMemory } from '../src/losses/crossBatchMemory.ts'
import type { AnyLossFactory } from '../src/losses/define.ts'
import * as losses from '../src/losses/index.ts'
import type { Loss } from '../src/losses/loss.ts'
import { emit } from '../src/onnx/emit.ts'
import { gemm, matMul } from '../src/ops/index.ts'
import type { Batch } from '../src/pairs/batch.ts'
import * as negatives from '../src/pairs/negatives/index.ts'
import * as positives from '../src/pairs/positives/index.ts'
import { twoViews } from '../src/pairs/twoViews.ts'
import type { Random } from '../src/random.ts'
import { random } from '../src/random.ts'
import type { Session } from '../src/runtime/session.ts'
import { openSession } from '../src/runtime/session.ts'
import type { NumericArray } from '../src/tensor/array.ts'
import { floats, ints } from '../src/tensor/array.ts'
import type { Tensor } from '../src/tensor/tensor.ts'
import { input } from '../src/tensor/tensor.ts'

export const dimension = 512
const perClass = 4

const factories = losses as unknown as Readonly<Record<string, AnyLossFactory>>

/** The losses that can be measured, by their names in the library: those of the index, and two that are made of others. */
export const lossNames: readonly string[] = [
  ...Object.keys(factories).filter((name) => 'about' in factories[name]!),
  'crossBatchMemory',
  'selfSupervised',
]

/** Those of which positives and negatives are arguments. */
export const choosing: ReadonlySet<string> = new Set([
  ...lossNames.filter((name) => factories[name]?.about.rules),
  'crossBatchMemory',
])

/** Losses of two views, or of two towers: the batch's halves are compared with one another, row by row. */
const ofHalves = ['vicReg', 'multipleNegativesRanking']

export interface Timed {
  readonly run: () => Promise<unknown>
  readonly close: Session['close']
}

/** One forward and backward pass of a loss on B random embeddings of B / 4 classes: value, gradient of the embeddings and
 *  of the loss's own parameters. Where positives and negatives are arguments: those asked for, all pairs as default. */
export async function lossCase(name: string, batch: number, rule: 'all' | 'easiest', profile?: string): Promise<Timed> {
  const loss = made(name, batch, rule)
  const generator = random(name)
  const embeddings = input('embeddings', 'float32', [batch, dimension])
  const labels = input('labels', 'int64', [batch])
  const feeds: Record<string, NumericArray> = {
    embeddings: floats(Float32Array.from({ length: batch * dimension }, generator.normal), [batch, dimension]),
    labels: ints(Array.from({ length: batch }, (_, i) => Math.floor(i / perClass))),
  }
  const fed = (place: string, value: NumericArray): Tensor => {
    feeds[place] = value
    return input(place, value.dtype, value.shape)
  }
  const noise: Batch['noise'] = (place, shape) => fed(`noise.${place}`, floats(uniform(shape, generator), shape))
  const seen: Batch =
    name === 'selfSupervised'
      ? twoViews(embeddings)
      : ofHalves.includes(name)
        ? twoViews(embeddings, { symmetric: false })
        : { embeddings, labels, mostPositives: perClass - 1 }
  const { parameters, buffers: fresh } = loss.init(generator)
  const buffers = name === 'crossBatchMemory' ? full(batch, generator) : fresh
  const own = Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, fed(`loss.${key}`, value)]))
  const kept = Object.fromEntries(Object.entries(buffers).map(([key, value]) => [key, fed(`memory.${key}`, value)]))
  const { loss: value } = loss.of({ ...seen, noise }, { ...own, ...kept })
  const gradients = grad(value, [embeddings, ...Object.values(own)])
  const outputs = { value, ...Object.fromEntries(gradients.map((gradient, i) => [`gradient${i}`, gradient])) }
  const session = await openSession(emit(outputs, { name }), profile === undefined ? {} : { profile })
  return { run: () => session.run(feeds), close: session.close }
}

function made(name: string, batch: number, rule: 'all' | 'easiest'): Loss {
  const rules = rule === 'all' ? { positives: positives.all(), negatives: negatives.all() } : {}
  if (name === 'selfSupervised') return losses.ntXent(rules)
  if (name === 'crossBatchMemory')
    return crossBatchMemory(losses.contrastive(rules), {
      size: remembered * batch,
      dimension,
      mostPositives: 2 * perClass,
    })
  const factory = factories[name]!
  const { options, rules: usual } = factory.about
  return factory({
    ...('classes' in options && options.classes!.required ? { classes: batch / perClass } : {}),
    ...('dimension' in options ? { dimension } : {}),
    ...(usual ? rules : {}),
  } as never)
}

/** Batches in a memory. */
const remembered = 4

/** A memory that is full, of the classes of the batch. */
const full = (batch: number, generator: Random): Record<string, NumericArray> => ({
  embeddings: floats(Float32Array.from({ length: remembered * batch * dimension }, generator.normal), [
    remembered * batch,
    dimension,
  ]),
  labels: ints(Array.from({ length: remembered * batch }, (_, i) => Math.floor((i % batch) / perClass))),
  count: ints([remembered * batch], []),
})

const uniform = (shape: readonly number[], generator: Random): Float32Array =>
  Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, generator.uniform)

/** The two products of a pairwise loss, alone: of all pairs, and of their gradient with the embeddings. */
export async function pairProducts(batch: number): Promise<Timed> {
  const e = input('e', 'float32', [batch, dimension])
  const session = await openSession(emit({ gradient: matMul(gemm(e, e, { transB: true }), e) }, { name: 'products' }))
  const data = floats(Float32Array.from({ length: batch * dimension }, random('e').normal), [batch, dimension])
  return { run: () => session.run({ e: data }), close: session.close }
}

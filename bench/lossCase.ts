import { grad } from '../src/autodiff/grad.ts'
import type { AnyLossFactory } from '../src/losses/define.ts'
import * as losses from '../src/losses/index.ts'
import type { Loss } from '../src/losses/loss.ts'
import { emit } from '../src/onnx/emit.ts'
import { gemm, matMul } from '../src/ops/index.ts'
import type { Batch } from '../src/pairs/batch.ts'
import * as negatives from '../src/pairs/negatives/index.ts'
import * as positives from '../src/pairs/positives/index.ts'
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

/** The losses that can be measured, by their names in the library. */
export const lossNames: readonly string[] = Object.keys(factories).filter((name) => 'about' in factories[name]!)

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
  const whole: Batch = {
    embeddings,
    labels,
    mostPositives: perClass - 1,
    noise: (place, shape) =>
      fed(
        `noise.${place}`,
        floats(Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, generator.uniform), shape),
      ),
  }
  const { parameters, buffers } = loss.init(generator)
  const own = Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, fed(`loss.${key}`, value)]))
  const kept = Object.fromEntries(Object.entries(buffers).map(([key, value]) => [key, fed(`memory.${key}`, value)]))
  const { loss: value } = loss.of(whole, { ...own, ...kept })
  const gradients = grad(value, [embeddings, ...Object.values(own)])
  const outputs = { value, ...Object.fromEntries(gradients.map((gradient, i) => [`gradient${i}`, gradient])) }
  const session = await openSession(emit(outputs, { name }), profile === undefined ? {} : { profile })
  return { run: () => session.run(feeds), close: session.close }
}

function made(name: string, batch: number, rule: 'all' | 'easiest'): Loss {
  const factory = factories[name]!
  const { options, rules } = factory.about
  const chosen = {
    ...('classes' in options && options.classes!.required ? { classes: batch / perClass } : {}),
    ...('dimension' in options ? { dimension } : {}),
    ...(rules && rule === 'all' ? { positives: positives.all(), negatives: negatives.all() } : {}),
  }
  return factory(chosen as never)
}

/** The two products of a pairwise loss, alone: of all pairs, and of their gradient with the embeddings. */
export async function pairProducts(batch: number): Promise<Timed> {
  const e = input('e', 'float32', [batch, dimension])
  const session = await openSession(emit({ gradient: matMul(gemm(e, e, { transB: true }), e) }, { name: 'products' }))
  const data = floats(Float32Array.from({ length: batch * dimension }, random('e').normal), [batch, dimension])
  return { run: () => session.run({ e: data }), close: session.close }
}

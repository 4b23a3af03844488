import { grad } from '../src/autodiff/grad.ts'
import type { AnyLossFactory } from '../src/losses/define.ts'
import type { Loss } from '../src/losses/loss.ts'
import { emit } from '../src/onnx/emit.ts'
import type { Random } from '../src/random.ts'
import { random } from '../src/random.ts'
import type { Session } from '../src/runtime/session.ts'
import { openSession } from '../src/runtime/session.ts'
import type { NumericArray } from '../src/tensor/array.ts'
import { floats, ints } from '../src/tensor/array.ts'
import { input } from '../src/tensor/tensor.ts'

export type Rows = readonly (readonly number[])[]

/** A loss with its gradient, ready for embeddings of one shape. */
export interface Pull {
  readonly loss: Loss
  /** The loss of embeddings and labels, and its gradient at the embeddings and at its own parameters. */
  readonly at: (
    embeddings: Rows,
    labels: readonly number[],
    own: Readonly<Record<string, NumericArray>>,
  ) => Promise<{ readonly value: number; readonly gradient: number[][]; readonly own: Record<string, Float32Array> }>
  readonly fresh: Readonly<Record<string, NumericArray>>
  readonly close: Session['close']
}

/** Compiles a loss for batches of one size. Noise is drawn anew for every call, from the seed. */
export async function pullOf(loss: Loss, size: number, dimension: number, seed: string): Promise<Pull> {
  const embeddings = input('embeddings', 'float32', [size, dimension])
  const noise: Record<string, readonly number[]> = {}
  const { parameters: fresh, buffers } = loss.init(random(seed))
  const own = Object.fromEntries(
    Object.entries(fresh).map(([name, { shape }]) => [name, input(`loss.${name}`, 'float32', shape)]),
  )
  const kept = Object.fromEntries(
    Object.entries(buffers).map(([name, { dtype, shape }]) => [name, input(`memory.${name}`, dtype, shape)]),
  )
  const batch = {
    embeddings,
    labels: input('labels', 'int64', [size]),
    noise: (name: string, shape: readonly number[]) => {
      noise[`noise.${name}`] = shape
      return input(`noise.${name}`, 'float32', shape)
    },
  }
  const { loss: value } = loss.of(batch, { ...own, ...kept })
  const [gradient, ...others] = grad(value, [embeddings, ...Object.values(own)])
  const names = Object.keys(fresh)
  const outputs = {
    value,
    gradient: gradient!,
    ...Object.fromEntries(names.map((name, i) => [`own.${name}`, others[i]!])),
  }
  const session = await openSession(emit(outputs, { name: 'scene' }), { threads: 1 })
  const drawn = random(seed).fork('noise')
  const fixed: Record<string, NumericArray> = {}
  for (const [name, value] of Object.entries(buffers)) fixed[`memory.${name}`] = value
  return {
    loss,
    fresh,
    at: async (rows, labels, values) => {
      const feeds: Record<string, NumericArray> = {
        ...fixed,
        embeddings: floats(rows.flat(), [size, dimension]),
        labels: ints(labels),
      }
      for (const [name, value] of Object.entries(values)) feeds[`loss.${name}`] = value
      for (const [name, shape] of Object.entries(noise)) feeds[name] = uniform(drawn, shape)
      // Inputs that the graph does not read are no inputs of the model.
      const found = await session.run(
        Object.fromEntries(Object.entries(feeds).filter(([name]) => session.inputs.includes(name))),
      )
      const flat = found.gradient!.data as Float32Array
      return {
        value: Number(found.value!.data[0]),
        gradient: rows.map((_, i) => Array.from(flat.subarray(i * dimension, (i + 1) * dimension))),
        own: Object.fromEntries(names.map((name) => [name, found[`own.${name}`]!.data as Float32Array])),
      }
    },
    close: session.close,
  }
}

const uniform = (generator: Random, shape: readonly number[]): NumericArray =>
  floats(Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, generator.uniform), shape)

/** A loss of its factory, with what data and network decide. */
export function madeOf(factory: AnyLossFactory, classes: number, dimension: number, choices: object = {}): Loss {
  const { options } = factory.about
  const decided = {
    ...('classes' in options && options.classes!.required ? { classes } : {}),
    ...('dimension' in options ? { dimension } : {}),
  }
  return factory({ ...decided, ...choices } as never)
}

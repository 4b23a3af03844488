import { grad } from '../autodiff/grad.ts'
import { emit } from '../onnx/emit.ts'
import { mul } from '../ops/mul.ts'
import { reduceSum } from '../ops/reduceSum.ts'
import { random } from '../random.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { openSession } from '../runtime/session.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats, sizeOf } from '../tensor/array.ts'
import type { Shape, Tensor } from '../tensor/tensor.ts'
import { constant, input } from '../tensor/tensor.ts'
import type { Layer, Mode } from './layer.ts'

type Arrays = Readonly<Record<string, NumericArray>>

/** The layer's values as inputs of a graph, by name. */
export const inputsOf = (arrays: Arrays): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(arrays).map(([name, a]) => [name, input(name, a.dtype, a.shape)]))

/** Runs a layer once: `y` and the new buffers. @param symbolic shape of x in the graph, where it is not that of the array */
export async function run(
  layer: Layer,
  values: Arrays,
  x: NumericArray,
  mode: Mode = 'evaluation',
  symbolic: Shape = x.shape,
): Promise<{ y: NumericArray; buffers: Record<string, NumericArray> }> {
  const output = layer.apply(inputsOf(values), input('x', 'float32', symbolic), mode)
  const renamed = Object.fromEntries(Object.entries(output.buffers).map(([name, b]) => [`next ${name}`, b]))
  const { y, ...rest } = await evaluate({ y: output.y, ...renamed } as Record<string, Tensor>, { ...values, x })
  return { y: y!, buffers: Object.fromEntries(Object.entries(rest).map(([name, b]) => [name.slice(5), b])) }
}

/** The numbers of an array, rounded to 5 digits for comparison. */
export const rounded = (array: NumericArray): number[] =>
  Array.from(array.data as Float32Array, (v) => Math.round(v * 1e5) / 1e5 + 0)

/** Evenly spaced numbers in a seeded order: no two are close, so small steps cross no kink. */
export const apart = (shape: readonly number[], seed = 1): NumericArray => {
  const n = sizeOf(shape)
  const numbers = Float32Array.from({ length: n }, (_, i) => (4 * (i + 0.5)) / n - 2)
  return floats(random(seed).shuffle(numbers), shape)
}

/** The largest difference between the gradients of sum(y · r), r random, and central differences, over x and all
 *  parameters; relative where a gradient exceeds 1. */
export async function gradientError(layer: Layer, x: NumericArray, mode: Mode = 'training'): Promise<number> {
  const { parameters, buffers } = layer.init(random('weights'))
  const arrays: Record<string, NumericArray> = { x, ...parameters, ...buffers }
  const tensors = inputsOf(arrays)
  const { y } = layer.apply(tensors, tensors.x!, mode)
  const r = apart(y.shape as number[], 7)
  const names = ['x', ...Object.keys(parameters)]
  const loss = reduceSum(mul(y, constant(r)))
  const gradients = grad(
    loss,
    names.map((name) => tensors[name]!),
  )
  const named = Object.fromEntries(names.map((name, i) => [`d ${name}`, gradients[i]!]))
  const session = await openSession(emit({ y, ...named }, { name: layer.name }), { threads: 1 })
  const value = async (feeds: Arrays): Promise<number> => {
    const { data } = (await session.run(feeds)).y!
    return (r.data as Float32Array).reduce((sum, weight, i) => sum + weight * Number(data[i]), 0)
  }
  try {
    const exact = await session.run(arrays)
    let worst = 0
    for (const name of names)
      for (let i = 0; i < arrays[name]!.data.length; i++) {
        const moved = (by: number): Arrays => {
          const data = Float32Array.from(arrays[name]!.data as Float32Array)
          data[i]! += by
          return { ...arrays, [name]: floats(data, arrays[name]!.shape) }
        }
        const h = 1 / 128
        const difference = ((await value(moved(h))) - (await value(moved(-h)))) / (2 * h)
        const gradient = Number(exact[`d ${name}`]!.data[i])
        worst = Math.max(worst, Math.abs(gradient - difference) / Math.max(1, Math.abs(difference)))
      }
    return worst
  } finally {
    await session.close()
  }
}

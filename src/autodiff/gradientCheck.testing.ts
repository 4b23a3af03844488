import { emit } from '../onnx/emit.ts'
import { random } from '../random.ts'
import { openSession } from '../runtime/session.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats, sizeOf } from '../tensor/array.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant, input } from '../tensor/tensor.ts'
import { vjp } from './grad.ts'

/** A function of tensors and where its gradient is looked at. */
export interface GradientCase {
  readonly f: (xs: readonly Tensor[]) => Tensor
  /** Float32 arrays are differentiated; the others are held. Values must stay away from kinks by more than the step. */
  readonly arrays: readonly NumericArray[]
  /** Half the width of the central difference. Default 0.01. */
  readonly step?: number
}

/** The places where the gradient rules and central differences disagree, in words: none where the rules are right.
 *  The gradient flowing in is random, so that no rule passes by symmetry. All runs are of one model. */
export async function checkGradient({ f, arrays, step = 0.01 }: GradientCase): Promise<string[]> {
  const { outputs, upstream, differentiated } = gradientGraph({ f, arrays })
  const session = await openSession(emit(outputs, { name: 'gradient check' }), { threads: 1 })
  const feeds = feedsOf(arrays)
  const run = async (changed: Readonly<Record<string, NumericArray>>): Promise<Record<string, NumericArray>> =>
    session.run(Object.fromEntries(session.inputs.map((name) => [name, changed[name] ?? feeds[name]!])))
  const valueAt = async (i: number, place: number, by: number): Promise<Float32Array> => {
    const data = Float32Array.from(arrays[i]!.data as Float32Array)
    data[place]! += by
    return (await run({ [`x${i}`]: { ...arrays[i]!, data } })).y!.data as Float32Array
  }

  const found = await run({})
  const wrong: string[] = []
  for (const i of differentiated) {
    const rule = found[`dx${i}`]!.data as Float32Array
    const difference = new Float64Array(rule.length)
    for (let place = 0; place < rule.length; place++) {
      const above = await valueAt(i, place, step)
      const below = await valueAt(i, place, -step)
      difference[place] = upstream.reduce((sum, g, k) => sum + g * (above[k]! - below[k]!), 0) / (2 * step)
    }
    const tolerance = 3e-3 * difference.reduce((most, d) => Math.max(most, Math.abs(d)), 1)
    for (const [place, d] of difference.entries())
      if (!(Math.abs(d - rule[place]!) <= tolerance)) wrong.push(`dx${i}[${place}]: ${rule[place]}, not ${d}`)
  }
  await session.close()
  return wrong
}

/** The feeds of a case's graph. */
export const feedsOf = (arrays: readonly NumericArray[]): Record<string, NumericArray> =>
  Object.fromEntries(arrays.map((array, i) => [`x${i}`, array]))

/** The value `y` of a case and the gradient `dx0`, `dx1`, ... of each float32 array, for a random gradient flowing in. */
export function gradientGraph({ f, arrays }: GradientCase): {
  outputs: Record<string, Tensor>
  upstream: Float32Array
  differentiated: number[]
} {
  const xs = arrays.map(({ dtype, shape }, i) => input(`x${i}`, dtype, shape))
  const y = f(xs)
  const shape = fixed(y.shape, 'gradient check')
  const noise = random('upstream')
  const upstream = Float32Array.from({ length: sizeOf(shape) }, () => noise.normal())
  const differentiated = xs.flatMap((x, i) => (x.dtype === 'float32' ? [i] : []))
  const gradients = vjp(
    [{ y, g: constant(floats(upstream, shape)) }],
    differentiated.map((i) => xs[i]!),
  )
  const outputs = Object.fromEntries(differentiated.map((i, k) => [`dx${i}`, gradients[k]!]))
  return { outputs: { y, ...outputs }, upstream, differentiated }
}

import { smallConvNet } from '../../nn/networks/smallConvNet.ts'
import { l2Normalize } from '../../ops/index.ts'
import { random } from '../../random.ts'
import { openSession } from '../../runtime/session.ts'
import type { NumericArray } from '../../tensor/array.ts'
import { floats } from '../../tensor/array.ts'
import { constant, input } from '../../tensor/tensor.ts'
import { emit } from '../emit.ts'

const image = { height: 12, width: 12, channels: 3 } as const

/** A small network with running statistics as after a training: `pixel_values` [N, 3, 12, 12] to `embeddings` [N, 8]. */
export function network(): Uint8Array {
  const net = smallConvNet({ image, widths: [6, 8], embedding: 8 })
  const rng = random('network')
  const { parameters, buffers } = net.init(rng)
  const varied = Object.entries({ ...parameters, ...buffers }).map(([name, array]): [string, NumericArray] => {
    const data = Float32Array.from(array.data as Float32Array, (x) =>
      /norm/.test(name) ? x + 0.5 * (rng.below(1000) / 1000) : x,
    )
    return [name, floats(data, array.shape)]
  })
  const values = Object.fromEntries(varied.map(([name, array]) => [name, constant(array)]))
  const pixels = input('pixel_values', 'float32', ['N', 3, 12, 12])
  return emit({ embeddings: l2Normalize(net.apply(values, pixels, 'evaluation').y) }, { name: 'network' })
}

/** Some images for it, normalised. */
export function images(count = 4): NumericArray {
  const rng = random('images')
  return floats(
    Float32Array.from({ length: count * 432 }, () => rng.below(2000) / 1000 - 1),
    [count, 3, 12, 12],
  )
}

/** What a model makes of them. */
export async function run(model: Uint8Array, pixels = images()): Promise<Record<string, NumericArray>> {
  const session = await openSession(model)
  try {
    return await session.run({ pixel_values: pixels })
  } finally {
    await session.close()
  }
}

/** The smallest cosine of the rows of two matrices of rows of length 1. */
export function leastCosine(a: ArrayLike<number>, b: ArrayLike<number>, dimension: number): number {
  const cosines = Array.from({ length: a.length / dimension }, (_, row) =>
    Array.from({ length: dimension }, (_, i) => a[row * dimension + i]! * b[row * dimension + i]!).reduce(
      (x, y) => x + y,
    ),
  )
  return Math.min(...cosines)
}

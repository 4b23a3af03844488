import { blocked } from '../onnx/blocked/blocked.ts'
import { emit } from '../onnx/emit.ts'
import { conv } from '../ops/conv.ts'
import { sub } from '../ops/sub.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { openSession } from './session.ts'

/** Channels of a block in the runtime's own layout of images on this machine's CPU: 16 with AVX-512, 8 with AVX2, undefined where it
 *  has none. Found by running a small convolution in blocks beside a plain one, once in a process: the layout is not documented, so
 *  that it is used only where it is there and right. */
export function blockSize(): Promise<number | undefined> {
  found ??= firstThatAgrees([16, 8, 4])
  return found
}

let found: Promise<number | undefined> | undefined

/** The first size of block with which a convolution in blocks gives what a plain one gives. */
export async function firstThatAgrees(sizes: readonly number[]): Promise<number | undefined> {
  for (const block of sizes) if (await agrees(block)) return block
  return undefined
}

async function agrees(block: number): Promise<boolean> {
  const shape = [1, 2 * block, 3, 4]
  const [x, w] = [input('x', 'float32', shape), input('w', 'float32', [2 * block, 1, 3, 3])]
  const y = conv(x, w, { pads: [1, 1, 1, 1], group: 2 * block })
  const outputs = { apart: sub(y, blocked({ y }, block).y!) }
  try {
    const session = await openSession(emit(outputs, { name: 'probe' }), { threads: 1 })
    const { apart } = await session.run({ x: steps(shape, 7), w: steps([2 * block, 1, 3, 3], 5) })
    await session.close()
    return (apart!.data as Float32Array).every((d) => Math.abs(d) < 1e-4)
  } catch {
    // The runtime has no such operator, or another size of block.
    return false
  }
}

/** Numbers between -1 and 1 that repeat only after a prime. */
function steps(shape: readonly number[], step: number): NumericArray {
  const data = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => ((i * step) % 31) / 15 - 1)
  return floats(data, shape)
}

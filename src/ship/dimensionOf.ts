import { openSession } from '../runtime/session.ts'
import { floats } from '../tensor/array.ts'
import type { Network } from './network.ts'

/** Numbers that an embedding of a network has: told by one image, since a model may leave it open. */
export async function dimensionOf({ core, form: { channels, height, width } }: Network): Promise<number> {
  const session = await openSession(core)
  try {
    const pixels = floats(new Float32Array(channels * height * width), [1, channels, height, width])
    const results = await session.run({ [session.inputs[0]!]: pixels })
    return results[session.outputs[0]!]!.shape[1]!
  } finally {
    await session.close()
  }
}

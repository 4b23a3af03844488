import { afterAll, describe, expect, it } from 'vitest'
import { shared } from '../../data/shared.testing.ts'
import { readBytes } from '../../files.ts'
import { emit } from '../../onnx/emit.ts'
import { random } from '../../random.ts'
import type { Session } from '../../runtime/session.ts'
import { openSession } from '../../runtime/session.ts'
import type { NumericArray } from '../../tensor/array.ts'
import { floats, sizeOf } from '../../tensor/array.ts'
import type { Dim } from '../../tensor/tensor.ts'
import { constant, input } from '../../tensor/tensor.ts'
import type { ImportedNetwork } from './importedNetwork.ts'
import { importedNetwork } from './importedNetwork.ts'

const normal = (shape: readonly number[]): NumericArray => {
  const noise = random(`images ${shape}`)
  return floats(
    Float32Array.from({ length: sizeOf(shape) }, () => noise.normal()),
    shape,
  )
}

/** The network with its own weights as constants, as a model. */
function modelOf(network: ImportedNetwork, batch: Dim): Uint8Array {
  const { parameters, buffers } = network.init(random(0))
  const values = Object.entries({ ...parameters, ...buffers }).map(([name, array]) => [name, constant(array)] as const)
  const { channels, height, width } = network.input
  const x = input('x', 'float32', [batch, channels, height, width])
  return emit({ y: network.apply(Object.fromEntries(values), x, 'training').y }, { name: 'imported' })
}

const furthest = (a: NumericArray, b: NumericArray): number =>
  Array.from(a.data, Number).reduce((most, y, i) => Math.max(most, Math.abs(y - Number(b.data[i]))), 0)

describe.each(['mobilenetv2', 'osnet_x0_25'])('importedNetwork of %s', (name) => {
  const path = shared(`models/${name}.onnx`)
  let theirs: Session | undefined
  afterAll(() => theirs?.close())

  it.skipIf(!path)(
    'gives what the runtime gives of the file, at any batch',
    async () => {
      const network = importedNetwork(path!)
      theirs = await openSession(readBytes(path!))
      const { channels, height, width } = network.input
      for (const [batch, count] of [
        [1, 1],
        [3, 3],
        ['N', 2],
      ] as const) {
        const ours = await openSession(modelOf(network, batch))
        const x = normal([count, channels, height, width])
        const { y } = await ours.run({ x })
        const expected = await theirs.run({ [network.input.name]: x }, [network.output.name])
        expect(y!.shape).toEqual(expected[network.output.name]!.shape)
        expect(furthest(y!, expected[network.output.name]!)).toBeLessThan(1e-4)
        await ours.close()
      }
    },
    60_000,
  )
})

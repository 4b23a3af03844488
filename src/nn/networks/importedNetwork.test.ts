import { afterAll, describe, expect, it } from 'vitest'
import { vjp } from '../../autodiff/grad.ts'
import { shared } from '../../data/shared.testing.ts'
import { readBytes } from '../../files.ts'
import { emit } from '../../onnx/emit.ts'
import { random } from '../../random.ts'
import type { Session } from '../../runtime/session.ts'
import { openSession } from '../../runtime/session.ts'
import type { NumericArray } from '../../tensor/array.ts'
import { floats, sizeOf } from '../../tensor/array.ts'
import { fixed } from '../../tensor/shape.ts'
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

  it.skipIf(!path)(
    'has, for every weight, the gradient that finite differences give along it',
    async () => {
      const network = importedNetwork(path!, { image: { height: 32, width: 32 } })
      expect(network.unreached()).toEqual([])
      expect(await wrongGradients(network)).toEqual([])
    },
    120_000,
  )
})

/** The parameters whose gradient differs from central differences along that gradient by more than 3 %, at every one of several
 *  steps: float32 is too coarse for the small ones, the kinks of ReLUs are too many for the large ones. */
async function wrongGradients(network: ImportedNetwork): Promise<string[]> {
  const { parameters, buffers } = network.init(random(0))
  const { channels, height, width } = network.input
  const x = normal([2, channels, height, width])
  const weights = Object.entries(parameters).map(([name, { shape }]) => [name, input(name, 'float32', shape)] as const)
  const held = Object.entries(buffers).map(([name, array]) => [name, constant(array)] as const)
  const images = input('x', 'float32', x.shape)
  const { y } = network.apply(Object.fromEntries([...weights, ...held]), images, 'evaluation')
  const upstream = normal(fixed(y.shape, 'test'))
  const gradients = vjp(
    [{ y, g: constant(upstream) }],
    weights.map(([, weight]) => weight),
  )
  const outputs = Object.fromEntries(weights.map(([name], i) => [`d ${name}`, gradients[i]!]))
  const whole = await openSession(emit({ y, ...outputs }, { name: 'gradients' }))
  const found = await whole.run({ x, ...parameters })
  await whole.close()
  const forward = await openSession(
    emit({ y }, { name: 'forward', inputs: [images, ...weights.map(([, one]) => one)] }),
  )
  const value = async (feeds: Readonly<Record<string, NumericArray>>): Promise<number> => {
    const { data } = (await forward.run({ x, ...feeds })).y!
    return (upstream.data as Float32Array).reduce((sum, g, i) => sum + g * Number(data[i]), 0)
  }
  const wrong: string[] = []
  for (const [name, array] of Object.entries(parameters)) {
    const g = found[`d ${name}`]!.data as Float32Array
    const [slope, size] = [norm(g), norm(array.data as Float32Array)]
    const off: number[] = []
    for (const step of [1e-4, 3e-5, 3e-4, 1e-5, 1e-3, 3e-6, 1e-2]) {
      if (Math.min(...off) < 0.03) break
      const h = step * size
      const moved = (by: number): NumericArray =>
        floats(
          Float32Array.from(array.data as Float32Array, (w, i) => w + (by * g[i]!) / slope),
          array.shape,
        )
      const above = await value({ ...parameters, [name]: moved(h) })
      const below = await value({ ...parameters, [name]: moved(-h) })
      off.push(Math.abs((above - below) / (2 * h) - slope) / slope)
    }
    if (!(slope > 0 && Math.min(...off) < 0.03)) wrong.push(`${name}: ${slope}, off by ${off.map((o) => o.toFixed(3))}`)
  }
  await forward.close()
  return wrong
}

const norm = (values: Float32Array): number => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0))

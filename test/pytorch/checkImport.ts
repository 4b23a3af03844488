import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { vjp } from '../../src/autodiff/grad.ts'
import { readBytes } from '../../src/files.ts'
import type { ImportedNetworkOptions } from '../../src/nn/networks/importedNetwork.ts'
import { importedNetwork } from '../../src/nn/networks/importedNetwork.ts'
import { emit } from '../../src/onnx/emit.ts'
import { random } from '../../src/random.ts'
import { openSession } from '../../src/runtime/session.ts'
import type { NumericArray } from '../../src/tensor/array.ts'
import { floats, sizeOf } from '../../src/tensor/array.ts'
import type { Tensor } from '../../src/tensor/tensor.ts'
import { constant, input } from '../../src/tensor/tensor.ts'

/** How far an imported network is from what PyTorch computes with the same weights. */
export interface ImportCheck {
  readonly parameters: number
  /** Largest difference of outputs, for a batch of 3 fixed and open; as a share of the largest number where that is above 1. */
  readonly output: number
  /** Largest difference of the gradient of the images, as a share of its largest number. */
  readonly images: number
  /** Parameters that PyTorch has too (by their numbers, transposed or not), and the largest share that a gradient is off. */
  readonly matched: number
  readonly gradients: number
  /** The parameter whose gradient is furthest off. */
  readonly worst: string
}

/** Compares an export with the values and gradients that imports.py wrote beside it. */
export async function checkImport(
  folder: string,
  name: string,
  options: ImportedNetworkOptions = {},
): Promise<ImportCheck> {
  const theirs = readArrays(join(folder, name))
  const network = importedNetwork(join(folder, `${name}.onnx`), options)
  const { parameters, buffers } = network.init(random(0))
  const x = theirs.get('images')!
  const weights = Object.entries(parameters).map(([key, array]) => ({
    key,
    array,
    tensor: input(key, 'float32', array.shape),
  }))
  const values: Record<string, Tensor> = Object.fromEntries([
    ...weights.map(({ key, tensor }) => [key, tensor] as const),
    ...Object.entries(buffers).map(([key, array]) => [key, constant(array)] as const),
  ])
  const images = input('images of nearkin', 'float32', x.shape)
  const { y } = network.apply(values, images, 'evaluation')
  const upstream = theirs.get('upstream')!
  const gradients = vjp([{ y, g: constant(upstream) }], [images, ...weights.map(({ tensor }) => tensor)])
  const found = await run(
    { y, ...Object.fromEntries(gradients.map((g, i) => [`g${i}`, g])) },
    { 'images of nearkin': x, ...parameters },
  )
  const open = network.apply(values, input('images of nearkin', 'float32', ['N', ...x.shape.slice(1)]), 'evaluation').y
  const atAny = await run({ y: open }, { 'images of nearkin': x, ...parameters })
  const matches = weights.flatMap(({ key, array }, i) => {
    const expected = matchOf(array, theirs)
    return expected ? [{ key, expected, own: found[`g${i + 1}`]! }] : []
  })
  // A gradient that is 0 but for rounding (the bias of keys) is measured by the largest of all.
  const least = 1e-3 * Math.max(...matches.map(({ expected }) => largest(expected)))
  const pairs = matches.map(({ key, expected, own }) => ({ key, off: share(own, expected, least) }))
  const worst = [...pairs].sort((a, b) => b.off - a.off)[0]
  return {
    parameters: weights.length,
    output: Math.max(share(found.y!, theirs.get('output')!, 1), share(atAny.y!, theirs.get('output')!, 1)),
    images: share(found.g0!, theirs.get('gradient of images')!),
    matched: pairs.length,
    gradients: worst?.off ?? 0,
    worst: worst?.key ?? '',
  }
}

async function run(
  outputs: Record<string, Tensor>,
  feeds: Record<string, NumericArray>,
): Promise<Record<string, NumericArray>> {
  const session = await openSession(emit(outputs, { name: 'check' }))
  const result = await session.run(Object.fromEntries(session.inputs.map((key) => [key, feeds[key]!])))
  await session.close()
  return result
}

function readArrays(path: string): Map<string, NumericArray> {
  const index = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as { name: string; shape: number[]; offset: number }[]
  const bytes = readBytes(`${path}.bin`)
  return new Map(
    index.map(({ name, shape, offset }) => {
      const part = bytes.slice(offset, offset + 4 * sizeOf(shape))
      return [name, floats(new Float32Array(part.buffer), shape)]
    }),
  )
}

/** PyTorch's gradient of the parameter that has these numbers: its own shape, or transposed as exports of linear layers are. */
function matchOf(array: NumericArray, theirs: ReadonlyMap<string, NumericArray>): NumericArray | undefined {
  for (const [key, value] of theirs) {
    if (!key.startsWith('value ') || value.data.length !== array.data.length) continue
    const gradient = theirs.get(key.replace('value', 'gradient'))!
    if (furthest(value, array) <= 1e-6) return gradient
    const flipped = transposed(value)
    if (flipped && furthest(flipped, array) <= 1e-6) return transposed(gradient)
  }
  return undefined
}

function transposed({ shape, data }: NumericArray): NumericArray | undefined {
  if (shape.length !== 2) return undefined
  const [rows, columns] = shape as [number, number]
  const flipped = Float32Array.from(data as Float32Array, (_, i) =>
    Number(data[(i % rows) * columns + Math.floor(i / rows)]),
  )
  return floats(flipped, [columns, rows])
}

const furthest = (a: NumericArray, b: NumericArray): number => {
  if (a.data.length !== b.data.length) return Number.POSITIVE_INFINITY
  let most = 0
  for (let i = 0; i < a.data.length; i++) most = Math.max(most, Math.abs(Number(a.data[i]) - Number(b.data[i])))
  return Number.isNaN(most) ? Number.POSITIVE_INFINITY : most
}

const largest = ({ data }: NumericArray): number => {
  let size = 0
  for (const x of data) size = Math.max(size, Math.abs(Number(x)))
  return size
}

const share = (found: NumericArray, expected: NumericArray, least = 0): number =>
  furthest(found, expected) / Math.max(largest(expected), least, 1e-20)

import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { grad } from '../../src/autodiff/grad.ts'
import { readSafetensors } from '../../src/data/arrays/readSafetensors.ts'
import type { Layer, Mode } from '../../src/nn/layer.ts'
import { bnInception } from '../../src/nn/networks/bnInception.ts'
import { mobileNetV2 } from '../../src/nn/networks/mobileNetV2.ts'
import { resNet } from '../../src/nn/networks/resNet.ts'
import { visionTransformer } from '../../src/nn/networks/visionTransformer.ts'
import { emit } from '../../src/onnx/emit.ts'
import { mul } from '../../src/ops/mul.ts'
import { reduceSum } from '../../src/ops/reduceSum.ts'
import { openSession } from '../../src/runtime/session.ts'
import type { NumericArray } from '../../src/tensor/array.ts'
import { floats } from '../../src/tensor/array.ts'
import type { Tensor } from '../../src/tensor/tensor.ts'
import { constant, input } from '../../src/tensor/tensor.ts'
import { loadWeights } from '../../src/train/loadWeights.ts'
import { run } from './check.ts'
import type { Differences } from './differences.ts'
import { differences } from './differences.ts'

/** The networks that are compared, by their names in networks.py. */
export const networks: Readonly<Record<string, (image: number) => Layer>> = {
  resnet18: () => resNet({ depth: 18 }),
  resnet50: () => resNet({ depth: 50 }),
  vit_small_patch16: (image) => visionTransformer({ size: 'S/16', image }),
  mobilenet_v2: () => mobileNetV2(),
  bn_inception: () => bnInception(),
}

export interface Comparison {
  readonly mode: Mode
  readonly ours: Differences
  /** PyTorch's own float32 against its float64, where that was asked for: for these images, then for images that differ in the
   *  last bit. */
  readonly theirs: readonly Differences[]
}

export interface CompareOptions {
  readonly python: string
  /** Rows and columns of the images. */
  readonly image: number
  readonly batch: number
  /** Of the random weights and images. */
  readonly seed: number
  /** Whether the weights are such that no ReLU is near its kink, where rounding would decide what it lets through. */
  readonly apart: boolean
  /** Whether the reference is PyTorch's float64; else its float32. */
  readonly double: boolean
}

/** A network against PyTorch's with the same weights, which PyTorch writes and `loadWeights` reads: the output, the gradients of
 *  the input and of every parameter, and the running statistics after the step, batch normalisation in either mode. */
export async function compareNetwork(name: string, options: CompareOptions): Promise<Comparison[]> {
  const { python, image, batch, seed, apart, double } = options
  const folder = mkdtempSync(join(tmpdir(), 'nearkin-pytorch-'))
  try {
    const flags = [...(apart ? ['--apart'] : []), ...(double ? ['--double'] : [])]
    run(python, 'networks.py', folder, name, `${image}`, `${batch}`, `${seed}`, ...flags)
    const network = networks[name]!(image)
    const { parameters, buffers } = loadWeights(network, join(folder, 'weights.safetensors'))
    const { x, r } = arraysIn(join(folder, 'batch.safetensors')) as { x: NumericArray; r: NumericArray }
    const found: Comparison[] = []
    for (const mode of ['training', 'evaluation'] as const) {
      const ours = await results(network, { parameters, buffers }, { x, r }, mode)
      const single = arraysIn(join(folder, `${mode}.safetensors`))
      const reference = double ? arraysIn(join(folder, `double-${mode}.safetensors`)) : single
      const again = readdirSync(folder).filter(
        (file) => file.startsWith('again-') && file.endsWith(`-${mode}.safetensors`),
      )
      found.push({
        mode,
        ours: differences(ours, reference),
        theirs: double
          ? [single, ...again.map((file) => arraysIn(join(folder, file)))].map((one) => differences(one, reference))
          : [],
      })
    }
    return found
  } finally {
    rmSync(folder, { recursive: true })
  }
}

type Arrays = Readonly<Record<string, NumericArray>>

const arraysIn = (path: string): Arrays =>
  Object.fromEntries(
    Object.entries(readSafetensors(path).tensors).map(([name, { shape, data }]) => [
      name,
      floats(data as Float32Array, shape),
    ]),
  )

/** y, the gradients of sum(y r), and new running statistics, by the names that networks.py gives them. */
async function results(
  network: Layer,
  { parameters, buffers }: { readonly parameters: Arrays; readonly buffers: Arrays },
  { x, r }: { readonly x: NumericArray; readonly r: NumericArray },
  mode: Mode,
): Promise<Arrays> {
  const feeds = { ...parameters, ...buffers, x }
  const tensors = Object.fromEntries(
    Object.entries(feeds).map(([name, { dtype, shape }]) => [name, input(name, dtype, shape)]),
  )
  const { y, buffers: next } = network.apply(tensors, tensors.x!, mode)
  const names = ['x', ...Object.keys(parameters)]
  const gradients = grad(
    reduceSum(mul(y, constant(r))),
    names.map((name) => tensors[name]!),
  )
  const outputs: Record<string, Tensor> = { y }
  for (const [i, name] of names.entries()) outputs[name === 'x' ? 'dx' : `d.${name}`] = gradients[i]!
  for (const [name, buffer] of Object.entries(next)) outputs[`next.${name}`] = buffer
  const session = await openSession(emit(outputs, { name: network.name, inputs: Object.values(tensors) }))
  try {
    return await session.run(feeds)
  } finally {
    await session.close()
  }
}

/** @file The passes of single convolutions beside PyTorch's: forward, gradient of the input, gradient of the weight. */
import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { vjp } from '../src/autodiff/grad.ts'
import { conv } from '../src/ops/conv.ts'
import { reshape } from '../src/ops/reshape.ts'
import { slice } from '../src/ops/slice.ts'
import { random } from '../src/random.ts'
import { openGraph } from '../src/runtime/openGraph.ts'
import type { NumericArray } from '../src/tensor/array.ts'
import { floats } from '../src/tensor/array.ts'
import { fixed } from '../src/tensor/shape.ts'
import type { Tensor } from '../src/tensor/tensor.ts'
import { input } from '../src/tensor/tensor.ts'
import { ms, timed } from './timing.ts'

/** INPUTS,OUTPUTS,KERNEL,STRIDE,GROUPS,SIZE: of ResNet-50, then depthwise ones of MobileNetV2. */
export const commonLayers = [
  '3,64,7,2,1,224',
  '64,64,3,1,1,56',
  '256,64,1,1,1,56',
  '128,128,3,2,1,56',
  '256,512,1,2,1,56',
  '256,256,3,1,1,14',
  '512,512,3,2,1,14',
  '512,512,3,1,1,7',
  '96,96,3,2,96,112',
  '144,144,3,1,144,56',
  '144,144,3,2,144,56',
  '192,192,3,1,192,28',
  '384,384,3,1,384,14',
  '576,576,3,2,576,14',
  '960,960,3,1,960,7',
]

export interface ConvolutionBench {
  readonly python: string
  readonly layers: readonly string[]
  readonly batch: number
  readonly times: number
}

const passes = ['forward', 'input', 'weight'] as const
type Passes = Record<(typeof passes)[number], number>

/** A table of the layers, line by line: the least of all calls, and how many times as fast as PyTorch that is. */
export async function benchConvolutions(bench: ConvolutionBench, put: (line: string) => void): Promise<void> {
  put(
    `\nConvolutions, ${bench.batch} images, milliseconds (least of ${bench.times} calls in each of two turns), then PyTorch's, the faster of as installed and OMP_WAIT_POLICY=PASSIVE, and the ratio.\n`,
  )
  put('| inputs, outputs, kernel, stride, groups, size | forward | gradient of the input | gradient of the weight |')
  put('|---|---|---|---|')
  for (const layer of bench.layers) {
    // Turn and turn about, so that both see the same machine.
    const ours = [await mine(layer, bench)]
    const theirs = [other(layer, bench, false)]
    ours.push(await mine(layer, bench))
    theirs.push(other(layer, bench, true))
    const found = theirs.filter((one): one is Passes => typeof one !== 'string')
    const cells = passes.map((pass) => {
      const own = Math.min(...ours.map((one) => one[pass]))
      if (found.length === 0) return ms(own)
      const beside = Math.min(...found.map((one) => one[pass]))
      return `${ms(own)} / ${ms(beside)} = ${(beside / own).toFixed(2)}`
    })
    put(`| ${layer} | ${cells.join(' | ')} |`)
    const failed = theirs.find((one) => typeof one === 'string')
    if (failed) put(`PyTorch: not measured, ${failed}`)
  }
}

async function mine(layer: string, { batch, times }: ConvolutionBench): Promise<Passes> {
  const [inputs, outputs, kernel, stride, group, size] = layer.split(',').map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const x = input('x', 'float32', [batch, inputs, size, size])
  const w = input('w', 'float32', [outputs, inputs / group, kernel, kernel])
  const pads = Array.from({ length: 4 }, () => kernel >> 1)
  const y = conv(x, w, { strides: [stride, stride], pads, group })
  const g = input('g', 'float32', y.shape)
  const of: Record<keyof Passes, Tensor> = {
    forward: y,
    input: vjp([{ y, g }], [x])[0]!,
    weight: vjp([{ y, g }], [w])[0]!,
  }
  const feeds = Object.fromEntries(
    Object.entries({ x, w, g }).map(([name, t]) => [name, noise(name, fixed(t.shape, name))]),
  )
  const result = {} as Passes
  for (const pass of passes) {
    // One number leaves the runtime: in a train step, too, its buffers are its own.
    const one = slice(reshape(of[pass], [-1]), { starts: [0], ends: [1] })
    const session = await openGraph({ one }, { name: pass, inputs: [x, w, g] })
    result[pass] = Math.min(...(await timed(() => session.run(feeds), { times, warmup: 1 })))
    await session.close()
  }
  return result
}

function noise(seed: string, shape: readonly number[]): NumericArray {
  const generator = random(seed)
  return floats(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => generator.uniform() - 0.5),
    shape,
  )
}

function other(layer: string, { python, batch, times }: ConvolutionBench, passive: boolean): Passes | string {
  const script = fileURLToPath(new URL('../../bench/convolutions.py', import.meta.url))
  const result = spawnSync(
    python,
    [script, `${batch}`, layer, '--times', `${times}`, '--threads', `${availableParallelism()}`],
    { encoding: 'utf8', env: { ...process.env, ...(passive ? { OMP_WAIT_POLICY: 'PASSIVE' } : {}) } },
  )
  if (result.error) return result.error.message
  if (result.status !== 0) return result.stderr.trim().split('\n').at(-1)!
  const found = JSON.parse(result.stdout) as Record<keyof Passes, { readonly ms: number }>
  return { forward: found.forward.ms, input: found.input.ms, weight: found.weight.ms }
}

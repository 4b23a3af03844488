import { grad } from '../autodiff/grad.ts'
import { emit } from '../onnx/emit.ts'
import * as ops from '../ops/index.ts'
import { random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats, ints, sizeOf } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant, input } from '../tensor/tensor.ts'
import { openSession } from './session.ts'

// A process of its own, because the driver's loader reads the environment when a process starts. Prints, as JSON, how far
// the loss and each gradient of each network on WebGPU are from the CPU's, at most, by name.

const noise = random('webgpu')
const normal = (shape: readonly number[]): NumericArray =>
  floats(
    Array.from({ length: sizeOf(shape) }, () => noise.normal()),
    shape,
  )

/** A linear layer, its rows normalised, some of them gathered. */
function linear([x, w, b]: readonly Tensor[]): Tensor {
  const y = ops.relu(ops.add(ops.matMul(x!, w!), b!))
  const chosen = ops.gather(y, constant(ints([0, 2, 2, 5])))
  return ops.reduceSum(ops.mul(ops.softmax(chosen), ops.reduceMean(y)))
}

/** Convolution, batch normalisation in training and max pooling: some of it only the CPU can do. */
function convolutional([x, w, scale, bias]: readonly Tensor[]): Tensor {
  const { y } = ops.batchNormalizationTraining(ops.conv(x!, w!, { pads: [1, 1, 1, 1] }), scale!, bias!)
  const pooled = ops.maxPool(ops.relu(y), [3, 3], { strides: [2, 2], pads: [1, 1, 1, 1] })
  return ops.reduceSum(ops.mul(pooled, pooled))
}

async function deviations(f: (xs: readonly Tensor[]) => Tensor, arrays: readonly NumericArray[]) {
  const xs = arrays.map(({ dtype, shape }, i) => input(`x${i}`, dtype, shape))
  const loss = f(xs)
  const gradients = Object.fromEntries(grad(loss, xs).map((g, i) => [`dx${i}`, g]))
  const model = emit({ loss, ...gradients }, { name: 'smoke' })
  const feeds = Object.fromEntries(arrays.map((array, i) => [`x${i}`, array]))
  const [cpu, webgpu] = [await openSession(model), await openSession(model, { device: 'webgpu' })]
  const [expected, found] = [await cpu.run(feeds), await webgpu.run(feeds)]
  const far = Object.entries(expected).map(([name, { data }]) => {
    const apart = Array.from(data, Number).map((y, i) => Math.abs(y - Number(found[name]!.data[i])))
    return [name, Math.max(...apart.map((d) => (Number.isNaN(d) ? Number.MAX_VALUE : d)))]
  })
  return Object.fromEntries(far) as Record<string, number>
}

const report = {
  linear: await deviations(linear, [normal([8, 16]), normal([16, 4]), normal([4])]),
  convolutional: await deviations(convolutional, [
    normal([2, 3, 6, 5]),
    normal([4, 3, 3, 3]),
    normal([4]),
    normal([4]),
  ]),
}
process.stdout.write(JSON.stringify(report))

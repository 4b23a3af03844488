import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { fixed } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { constantValue } from '../../tensor/tensor.ts'
import { compute } from '../compute.testing.ts'
import type { Window } from '../window.ts'
import { outputSize } from '../window.ts'
import { convWeightGradient } from './convWeightGradient.ts'
import { depthwiseWeightGradient } from './depthwiseWeightGradient.ts'
import { matrix } from './matrix.ts'

type Shape4 = readonly [number, number, number, number]

const square = (kernel: number, stride: number, padding: number, dilation = 1): Window => ({
  kernel: [kernel, kernel],
  strides: [stride, stride],
  pads: [padding, padding, padding, padding],
  dilations: [dilation, dilation],
})

function drawn(seed: string, shape: readonly number[]): Tensor {
  const generator = random(seed)
  const size = shape.reduce((a, b) => a * b, 1)
  return matrix(Float32Array.from({ length: size }, generator.normal), shape)
}

/** dw[m, c, i, j] = sum over n, p, q of g[n, m, p, q] x[n, c of m's group, s p + d i - pad, s q + d j - pad], by loops. */
function byLoops(g: Tensor, x: Tensor, weights: Shape4, { strides, dilations, pads }: Window, group: number): number[] {
  const [G, X] = [constantValue(g)!.data as Float32Array, constantValue(x)!.data as Float32Array]
  const [outputs, inputs, rows, columns] = weights
  const [batch, , high, wide] = fixed(g.shape, 'test') as unknown as Shape4
  const [, channels, H, W] = fixed(x.shape, 'test') as unknown as Shape4
  const found: number[] = []
  for (let m = 0; m < outputs; m++)
    for (let c = 0; c < inputs; c++)
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < columns; j++) {
          const channel = Math.floor(m / (outputs / group)) * inputs + c
          let sum = 0
          for (let n = 0; n < batch; n++)
            for (let p = 0; p < high; p++)
              for (let q = 0; q < wide; q++) {
                const [row, column] = [
                  strides[0]! * p + dilations[0]! * i - pads[0]!,
                  strides[1]! * q + dilations[1]! * j - pads[1]!,
                ]
                if (row < 0 || row >= H || column < 0 || column >= W) continue
                sum +=
                  G[((n * outputs + m) * high + p) * wide + q]! * X[((n * channels + channel) * H + row) * W + column]!
              }
          found.push(sum)
        }
  return found
}

async function expectAsByLoops(
  of: typeof convWeightGradient,
  image: Shape4,
  weights: Shape4,
  window: Window,
  group: number,
): Promise<void> {
  const x = drawn('x', image)
  const g = drawn('g', [image[0], weights[0], ...outputSize('test', image, window)])
  const [shape, ...found] = await compute(of(g, x, weights, window, group))
  expect(shape).toEqual(weights)
  const wanted = byLoops(g, x, weights, window, group)
  const scale = Math.max(...wanted.map(Math.abs))
  for (const [k, value] of found.entries()) expect(Math.abs(value - wanted[k]!)).toBeLessThan(1e-5 * scale)
}

describe('convWeightGradient', () => {
  it('adds products of each image where maps are large', async () => {
    await expectAsByLoops(convWeightGradient, [2, 3, 12, 9], [4, 3, 3, 3], square(3, 1, 1), 1)
    await expectAsByLoops(convWeightGradient, [2, 4, 12, 9], [6, 2, 3, 3], square(3, 2, 1), 2)
  })

  it('takes the whole batch in one product where maps are small beside the channels', async () => {
    await expectAsByLoops(convWeightGradient, [3, 20, 2, 3], [24, 20, 3, 3], square(3, 1, 1), 1)
    await expectAsByLoops(convWeightGradient, [3, 30, 4, 5], [30, 30, 1, 1], square(1, 2, 0), 1)
  })

  it('unfolds few images at a time where all would take much memory, whatever is left for the last piece', async () => {
    const side = 870
    const places = (side - 2) ** 2
    const g = matrix(new Float32Array(3 * places).fill(1), [3, 1, side - 2, side - 2])
    const x = matrix(new Float32Array(3 * side * side), [3, 1, side, side])
    const image = constantValue(x)!.data as Float32Array
    for (const [n, at] of [0, 1, side, side * side - 1].entries()) image[(n % 3) * side * side + at] = 1
    const [, ...found] = await compute(convWeightGradient(g, x, [1, 1, 3, 3], square(3, 1, 0), 1))
    // The corner (0, 0) is seen by the first tap alone, (0, 1) by two of a row, (1, 0) by two of a column.
    expect(found).toEqual([3, 1, 0, 1, 0, 0, 0, 0, 1])
  })
})

describe('depthwiseWeightGradient', () => {
  const depthwise: typeof convWeightGradient = (g, x, weights, window) => depthwiseWeightGradient(g, x, weights, window)

  it('counts what meets inside a band of rows and across two, at every stride', async () => {
    await expectAsByLoops(depthwise, [2, 3, 8, 20], [3, 1, 3, 3], square(3, 1, 1), 3)
    await expectAsByLoops(depthwise, [2, 3, 8, 20], [3, 1, 3, 3], square(3, 2, 1), 3)
    await expectAsByLoops(depthwise, [2, 2, 9, 9], [2, 1, 3, 3], square(3, 3, 0), 2)
    await expectAsByLoops(depthwise, [2, 2, 7, 7], [2, 1, 3, 3], square(3, 1, 1), 2)
    await expectAsByLoops(depthwise, [2, 2, 10, 66], [2, 1, 5, 5], square(5, 1, 2), 2)
  })

  it('takes kernels that reach beyond the neighbouring band, or see little of the image', async () => {
    await expectAsByLoops(depthwise, [2, 2, 9, 66], [2, 1, 7, 7], square(7, 1, 3), 2)
    await expectAsByLoops(depthwise, [2, 2, 11, 40], [2, 1, 3, 3], square(3, 1, 4, 4), 2)
    await expectAsByLoops(depthwise, [2, 2, 3, 3], [2, 1, 3, 3], square(3, 1, 0), 2)
    await expectAsByLoops(depthwise, [2, 2, 8, 8], [2, 1, 1, 1], square(1, 3, 0), 2)
    await expectAsByLoops(depthwise, [1, 2, 2, 2], [2, 1, 3, 3], square(3, 2, 3), 2)
  })

  it('takes windows that differ in rows and columns', async () => {
    const window = { kernel: [2, 3], strides: [2, 1], pads: [1, 0, 0, 2], dilations: [1, 2] }
    await expectAsByLoops(depthwise, [2, 3, 9, 12], [3, 1, 2, 3], window, 3)
    const [image, weights] = [
      [2, 3, 9, 12],
      [3, 1, 2, 3],
    ] as const
    await expectAsByLoops(convWeightGradient, image, weights, window, 3)
  })
})

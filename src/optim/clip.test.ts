import { describe, expect, it } from 'vitest'
import { evaluate } from '../runtime/evaluate.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'
import { clipByNorm } from './clip.ts'

async function clipped(gradients: readonly number[][], max: number) {
  const result = clipByNorm(
    gradients.map((g) => constant(floats(g))),
    max,
  )
  const outputs: Record<string, Tensor> = Object.fromEntries(result.gradients.map((g, i) => [`g${i}`, g]))
  const { norm, ...rest }: Record<string, NumericArray> = await evaluate({ ...outputs, norm: result.norm })
  return { norm: norm!.data[0] as number, gradients: Object.values(rest).map((g) => Array.from(g.data, Number)) }
}

describe('clipByNorm', () => {
  it('shortens all gradients by one factor, so that together they are as long as allowed', async () => {
    const { norm, gradients } = await clipped([[3, 0], [4], [0, 12]], 1.3)
    expect(norm).toBeCloseTo(13, 5)
    expect(gradients.flat().map((x) => Number(x.toFixed(5)))).toEqual([0.3, 0, 0.4, 0, 1.2])
  })

  it('leaves gradients that are short enough exactly as they are', async () => {
    expect(await clipped([[3, 4]], 6)).toEqual({ norm: 5, gradients: [[3, 4]] })
  })

  it('leaves zeros zero', async () => {
    expect(await clipped([[0, 0]], 1)).toEqual({ norm: 0, gradients: [[0, 0]] })
  })

  it('adds 1e-6 to the length before dividing, as PyTorch does', async () => {
    const { gradients } = await clipped([[1e-6]], 1e-6)
    expect(gradients[0]![0]).toBeCloseTo(0.5e-6, 9)
  })

  it('gives the length without an axis', () => {
    expect(clipByNorm([constant(floats([1, 2], [1, 2]))], 1).norm.shape).toEqual([])
  })

  it('refuses a length that is not above 0, and no gradients at all', () => {
    expect(() => clipByNorm([], 1)).toThrow('clipByNorm: there must be a gradient to clip')
    expect(() => clipByNorm([constant(floats([1]))], 0)).toThrow('clipByNorm: max must be greater than 0, got 0')
  })
})

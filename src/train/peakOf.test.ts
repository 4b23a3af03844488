import { describe, expect, it } from 'vitest'
import { add, exp, gemm, mul, reduceSum, relu, reshape } from '../ops/index.ts'
import { input } from '../tensor/tensor.ts'
import { bytesOf, peakOf } from './peakOf.ts'

const x = input('x', 'float32', [100])
const each = 400

describe('peakOf', () => {
  it('counts what lies in memory at one time, inputs left out', () => {
    expect(peakOf({ y: gemm(input('a', 'float32', [10, 3]), input('b', 'float32', [3, 10])) })).toBe(each)
    // A chain needs its result alone, for each is written over the one before.
    expect(peakOf({ y: relu(exp(exp(x))) })).toBe(each)
    expect(peakOf({ y: exp(x), z: exp(exp(x)) })).toBe(2 * each)
  })

  it('keeps what is read later, and lets it go after its last reader', () => {
    const early = exp(x)
    // early lies there while the chain is made, and the sum is written over one of the two.
    expect(peakOf({ y: add(relu(exp(relu(early))), early) })).toBe(2 * each)
    const sum = reduceSum(early)
    expect(peakOf({ sum, again: mul(sum, 2) })).toBe(each + 4)
  })

  it('counts nothing for a result that is its operand seen otherwise', () => {
    expect(peakOf({ y: reshape(exp(x), [10, 10]) })).toBe(each)
    expect(peakOf({ y: exp(reshape(exp(x), [10, 10])) })).toBe(each)
  })

  it('counts bytes by type', () => {
    expect((['float32', 'int64', 'uint8', 'bool'] as const).map((dtype) => bytesOf({ dtype, shape: [2, 3] }))).toEqual([
      24, 48, 6, 6,
    ])
  })
})

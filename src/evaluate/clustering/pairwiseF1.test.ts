import { describe, expect, it } from 'vitest'
import { pairwiseF1 } from './pairwiseF1.ts'

const of = (labels: number[], clusters: number[]) => pairwiseF1(Int32Array.from(labels), Int32Array.from(clusters))

describe('pairwiseF1', () => {
  it('gives the numbers worked by hand', () => {
    // Pairs of a class: 3 + 1; of a cluster: 3 + 1; of both: 1 + 1.
    const { precision, recall, f1 } = of([0, 0, 0, 1, 1], [0, 0, 1, 1, 1])
    expect([precision, recall, f1]).toEqual([0.5, 0.5, 0.5])
    // Pairs of a class: 6; of a cluster: 1; of both: 1.
    expect(of([0, 0, 0, 0], [0, 0, 1, 2])).toEqual({ precision: 1, recall: 1 / 6, f1: 2 / 7 })
  })

  it('is exactly 1 where only names differ, also without any pair', () => {
    expect(of([0, 0, 1], [5, 5, 2])).toEqual({ precision: 1, recall: 1, f1: 1 })
    expect(of([0, 1, 2], [2, 1, 0])).toEqual({ precision: 1, recall: 1, f1: 1 })
  })

  it('is 0 where there is no pair to be right about', () => {
    expect(of([0, 0, 0], [0, 1, 2])).toEqual({ precision: 0, recall: 0, f1: 0 })
    expect(of([0, 1, 2], [0, 0, 0])).toEqual({ precision: 0, recall: 0, f1: 0 })
  })

  it('leaves out items without a label', () => {
    expect(of([0, 0, -1, -1], [0, 0, 0, 0])).toEqual({ precision: 1, recall: 1, f1: 1 })
  })
})

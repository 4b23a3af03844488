import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { pairCounts } from './pairCounts.ts'
import { verification } from './verification.ts'

describe('verification', () => {
  it('reaches exactly 1, and errors exactly 0, where a threshold parts the pairs', () => {
    const found = verification(pairCounts([1, 1.5, 3, 4], [1, 1, 0, 0]))!
    expect([found.auc, found.accuracy.score, found.f1.score, found.equalErrorRate]).toEqual([1, 1, 1, 0])
    expect([found.genuine, found.impostor]).toEqual([2, 2])
  })

  it('gives TAR at those rates alone that 30 wrong pairs or more would make up', () => {
    const counts = (impostors: number) =>
      pairCounts(
        Array.from({ length: impostors + 10 }, (_, i) => i),
        Array.from({ length: impostors + 10 }, (_, i) => (i < 10 ? 1 : 0)),
      )
    const rates = (impostors: number) => verification(counts(impostors))!.trueAccept.map(({ far }) => far)
    expect(rates(299)).toEqual([])
    expect(rates(300)).toEqual([0.1])
    expect(rates(30_000)).toEqual([0.1, 0.01, 0.001])
    expect(verification(counts(300))!.trueAccept[0]!.tar).toBe(1)
  })

  it('thins the curve, keeping its ends and its rise', () => {
    const generator = random('verification')
    const same = Array.from({ length: 20_000 }, (_, i) => i % 2)
    const distances = same.map((s) => generator.normal() - s)
    const { curve, auc } = verification(pairCounts(distances, same))!
    expect(curve.far.length).toBeLessThan(100)
    expect([curve.far[0], curve.tar[0], curve.far.at(-1), curve.tar.at(-1)]).toEqual([0, 0, 1, 1])
    let area = 0
    for (let i = 1; i < curve.far.length; i++)
      area += ((curve.far[i]! - curve.far[i - 1]!) * (curve.tar[i]! + curve.tar[i - 1]!)) / 2
    expect(area).toBeCloseTo(auc, 2)
  })

  it('is null without pairs of one class, or of two', () => {
    expect(verification(pairCounts([1, 2], [1, 1]))).toBeNull()
    expect(verification(pairCounts([1, 2], [0, 0]))).toBeNull()
  })
})

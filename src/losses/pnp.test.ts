import { describe, expect, it } from 'vitest'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { cos, told } from './plane.testing.ts'
import { pnp } from './pnp.ts'

const t = 0.2
const sigma = (before: number, at: number): number => 1 / (1 + Math.exp((cos(at) - cos(before)) / t))
/** Negatives before each positive, softly: of the anchors at 0 and at 50. */
const counts = [sigma(60, 50) + sigma(30, 50), sigma(10, 50) + sigma(20, 50)]
const batch = [
  [0, 50, 60, 30],
  [0, 0, 1, 2],
] as const
const mean = (f: (r: number) => number): number => (f(counts[0]!) + f(counts[1]!)) / 2

describe('PNP loss', () => {
  it.each([
    ['O', (r: number) => r],
    ['Iu', (r: number) => (1 + r) * Math.log(1 + r)],
    ['Ib', (r: number) => (3 * r - Math.log(1 + 3 * r)) / 9],
    ['Ds', (r: number) => Math.log(1 + r)],
    ['Dq', (r: number) => 1 - 1 / (1 + r) ** 2],
  ] as const)('of variant %s is its mean over the positives of each anchor that has some', async (variant, f) => {
    const { loss, valid } = await told(pnp({ variant, temperature: t, b: 3, alpha: 2 }), ...batch)
    expect(loss).toBeCloseTo(mean(f), 5)
    expect(valid).toBe(0.5)
  })

  it('with the easiest positives counts the negatives before the nearest of the class, with all before each', async () => {
    const three = [
      [0, 50, 90, 60],
      [0, 0, 0, 1],
    ] as const
    const nearest = [sigma(60, 50), sigma(10, 40), sigma(30, 40)]
    const farther = [sigma(60, 90), sigma(10, 50), sigma(30, 90)]
    const mean = (numbers: number[]): number => numbers.reduce((a, b) => a + b) / numbers.length
    expect((await told(pnp({ temperature: t }), ...three)).loss).toBeCloseTo(mean(nearest), 5)
    const all = await told(pnp({ temperature: t, positives: positives.all() }), ...three)
    expect(all.loss).toBeCloseTo(mean([...nearest, ...farther]), 5)
    // The hardest of two negatives stands before both of its anchor's positives.
    const hardest = await told(pnp({ temperature: t, negatives: negatives.hardest() }), ...batch)
    expect(hardest.loss).toBeCloseTo((sigma(30, 50) + sigma(10, 50)) / 2, 5)
  })

  it('may count the anchor as its own first positive', async () => {
    const { loss } = await told(pnp({ temperature: t, withAnchor: true }), ...batch)
    const own = [sigma(60, 0) + sigma(30, 0), sigma(10, 0) + sigma(20, 0)]
    expect(loss).toBeCloseTo((counts[0]! + counts[1]! + own[0]! + own[1]!) / 4, 5)
  })

  it('of references ranks those', async () => {
    const { loss } = await told(pnp({ temperature: t }), [0], [0], { rows: [50, 60, 30], labels: [0, 1, 2] })
    expect(loss).toBeCloseTo(counts[0]!, 5)
  })

  it('is next to 0 where no negative comes before a positive, and without positives', async () => {
    for (const labels of [
      [0, 0, 1, 1],
      [0, 1, 2, 3],
    ]) {
      const { loss, gradient } = await told(pnp({ variant: 'Dq' }), [0, 20, 160, 180], labels)
      expect(Math.max(...[loss, ...gradient].map(Math.abs))).toBeLessThan(1e-5)
    }
  })

  it('refuses a variant that there is not', () => {
    expect(() => pnp({ variant: 'A' as never })).toThrow("pnp: variant must be one of 'O', 'Iu', 'Ib', 'Ds', 'Dq'")
  })
})

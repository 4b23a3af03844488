import { describe, expect, it } from 'vitest'
import { cosine } from '../distances/cosine.ts'
import { l2 } from '../distances/l2.ts'
import { NearkinError } from '../errors.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { onEngine } from './engine.testing.ts'
import { mean } from './reducers/mean.ts'
import type { TripletOptions } from './triplet.ts'
import { triplet } from './triplet.ts'

const line = l2({ normalize: false })
const everyPair = { positives: positives.all(), negatives: negatives.all() }

async function told(
  options: TripletOptions,
  places: readonly number[] = [0, 1, 1.5, 4],
  labels: readonly number[] = [0, 0, 1, 1],
) {
  const noise = places.map(() => places.map(() => 0.5))
  const embeddings = places.map((x) => [x])
  const [found] = await onEngine({ loss: triplet({ distance: line, ...options }) }, [{ embeddings, labels, noise }])
  return found!.loss
}

describe('triplet loss', () => {
  it('is the mean of the brackets that are not 0, over every triplet', async () => {
    // Anchors 0: 1 - 1.5, 1 - 4; 1: 1 - 0.5, 1 - 3; 2: 2.5 - 1.5, 2.5 - 0.5; 3: 2.5 - 4, 2.5 - 3; each + 1.
    const { loss, valid, active, positive, negative } = await told({ ...everyPair, margin: 1 })
    expect(loss).toBeCloseTo((0.5 + 1.5 + 2 + 3 + 0.5) / 5, 6)
    expect(valid).toBe(1)
    expect(active).toBeCloseTo(5 / 8, 6)
    expect(positive).toBeCloseTo((1 + 1 + 2.5 + 2.5) / 4, 6)
    expect(negative).toBeCloseTo((1.5 + 4 + 0.5 + 3) / 4, 6)
  })

  it('is the mean over all triplets when told so', async () => {
    expect((await told({ ...everyPair, margin: 1, reducer: mean })).loss).toBeCloseTo(7.5 / 8, 6)
  })

  it('pulls the positive and pushes the negative, with the gradient of its bracket', async () => {
    const rules = { positives: positives.easiest(), negatives: negatives.hardest() }
    // Anchor 1 alone has a bracket: 1 - 0.5 + 0.1; anchor 0 has 1 - 1.5 + 0.1, anchors 2 and 3 have no positive.
    const { loss, gradient, valid } = await told({ ...rules, margin: 0.1 }, [0, 1, 1.5], [0, 0, 1])
    expect(loss).toBeCloseTo(0.6, 6)
    expect([...gradient]).toEqual([-1, 2, -1])
    expect(valid).toBeCloseTo(2 / 3, 6)
  })

  it('measures the negative from the positive where that is nearer, with swap', async () => {
    const rules = { positives: positives.easiest(), negatives: negatives.easiest(), margin: 2 }
    // Anchor 0: positive at 1, farthest negative 4 away, 3 from the positive: 1 - 3 + 2. Anchor 1: 1 - 3 + 2.
    // Anchor 2: 2.5 - 1.5 + 2, its positive 4 from the negative. Anchor 3: 2.5 - min(4, 1.5) + 2.
    expect((await told({ ...rules, swap: true })).loss).toBeCloseTo((3 + 3) / 2, 6)
    expect((await told(rules)).loss).toBeCloseTo((3 + 0.5) / 2, 6)
  })

  it('is smoothed to ln(1 + e^v) when told so', async () => {
    const rules = { positives: positives.easiest(), negatives: negatives.hardest() }
    const { loss, active } = await told({ ...rules, margin: 0.1, smooth: true }, [0, 1, 1.5], [0, 0, 1])
    expect(loss).toBeCloseTo((Math.log1p(Math.exp(0.6)) + Math.log1p(Math.exp(-0.4))) / 2, 6)
    expect(active).toBe(1)
  })

  it('by default takes the easiest positive and the semi-hard negative, in l2 with margin 0.2', async () => {
    const rows = [
      [1, 0],
      [0.8, 0.6],
      [0.6, 0.8],
      [0, 1],
      [-1, 0],
    ]
    const batch = { embeddings: rows, labels: [0, 0, 1, 0, 1], noise: rows.map(() => rows.map(() => 0.5)) }
    const rules = { positives: positives.easiest(), negatives: negatives.semihard() }
    const [found] = await onEngine({ short: triplet(), long: triplet({ ...rules, distance: l2(), margin: 0.2 }) }, [
      batch,
    ])
    expect(found!.short).toEqual(found!.long)
    expect(found!.short.loss).toBeGreaterThan(0)
  })

  it('of a similarity has the inequality turned around', async () => {
    // s(0, 1) = 0.8, s(0, 2) = 0.6, s(1, 2) = 0.96
    const rows = [
      [1, 0],
      [0.8, 0.6],
      [0.6, 0.8],
    ]
    const batch = { embeddings: rows, labels: [0, 0, 1], noise: rows.map(() => rows.map(() => 0.5)) }
    const [found] = await onEngine({ loss: triplet({ ...everyPair, distance: cosine(), margin: 0.3 }) }, [batch])
    expect(found!.loss.loss).toBeCloseTo((0.6 - 0.8 + 0.3 + (0.96 - 0.8 + 0.3)) / 2, 6)
  })

  it('is 0 where classes lie on points far apart', async () => {
    const { loss, gradient } = await told({ ...everyPair, margin: 1 }, [0, 0, 5, 5])
    expect(loss).toBe(0)
    expect([...gradient].map(Math.abs)).toEqual([0, 0, 0, 0])
  })

  it('of all samples on one point is what it says of itself', async () => {
    for (const smooth of [false, true]) {
      const made = triplet({ ...everyPair, margin: 0.3, smooth })
      const batch = {
        embeddings: [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
        labels: [0, 0, 1],
        noise: [[0], [0], [0]],
      }
      const [found] = await onEngine({ made }, [{ ...batch, noise: batch.labels.map(() => [0.5, 0.5, 0.5]) }])
      expect(found!.made.loss).toBeCloseTo(made.whenCollapsed!, 5)
    }
  })

  it.each([-0.1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a margin of %d', (margin) => {
    expect(() => triplet({ margin })).toThrow(NearkinError)
    expect(() => triplet({ margin })).toThrow(`triplet: margin must be a number at least 0, got ${margin}`)
  })

  it('takes a margin of 0', async () => {
    expect((await told({ ...everyPair, margin: 0 })).loss).toBeCloseTo((0.5 + 1 + 2) / 3, 6)
  })

  it('refuses semi-hard positives beside its own semi-hard negatives', () => {
    expect(() => triplet({ positives: positives.semihard() })).toThrow('cannot each be measured from the other')
  })

  // Checked by the compiler: should a line with @ts-expect-error compile, it fails.
  it('does not compile with rules on the wrong side, nor with two that each measure from the other', () => {
    // @ts-expect-error the easiest positive is the nearest, the easiest negative the farthest
    expect(() => triplet({ negatives: positives.easiest() })).toThrow('must be a rule for')
    // @ts-expect-error a rule for negatives
    expect(() => triplet({ positives: negatives.all() })).toThrow('must be a rule for')
    // @ts-expect-error which of them would choose first?
    expect(() => triplet({ positives: positives.semihard(), negatives: negatives.semihard() })).toThrow(NearkinError)
  })
})

import { describe, expect, it } from 'vitest'
import { cosine } from '../distances/cosine.ts'
import { l2 } from '../distances/l2.ts'
import { NearkinError } from '../errors.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import type { ContrastiveOptions } from './contrastive.ts'
import { contrastive } from './contrastive.ts'
import { onEngine } from './engine.testing.ts'
import { mean } from './reducers/mean.ts'

const line = l2({ normalize: false })
const everyPair = { positives: positives.all(), negatives: negatives.all() }
const labels = [0, 0, 1, 1]
const noise = labels.map(() => labels.map(() => 0.5))

async function told(
  options: ContrastiveOptions,
  places: readonly number[] = [0, 1, 1.5, 4],
  of: readonly number[] = labels,
) {
  const loss = contrastive({ distance: line, ...options })
  const batch = { embeddings: places.map((x) => [x]), labels: of, noise: of.map(() => of.map(() => 0.5)) }
  return (await onEngine({ loss }, [batch]))[0]!.loss
}

describe('contrastive loss', () => {
  it('pulls positives to their margin and pushes negatives to theirs, each side its own mean', async () => {
    // Positives at 1, 1, 2.5, 2.5, negatives at 1.5, 4, 0.5, 3, each twice: pulls 0, 0, 1.5, 1.5; pushes 0.5, 1.5.
    const { loss, valid, active, positive, negative } = await told({
      ...everyPair,
      positiveMargin: 1,
      negativeMargin: 2,
    })
    expect(loss).toBeCloseTo(1.5 + (0.5 + 1.5) / 2, 6)
    expect(valid).toBe(1)
    expect(active).toBeCloseTo((2 + 4) / (4 + 8), 6)
    expect(positive).toBeCloseTo(1.75, 6)
    expect(negative).toBeCloseTo(2.25, 6)
  })

  it('counts what is satisfied when told to take the mean of all', async () => {
    const { loss } = await told({ ...everyPair, positiveMargin: 1, negativeMargin: 2, reducer: mean })
    expect(loss).toBeCloseTo(3 / 4 + 4 / 8, 6)
  })

  it('by default takes the easiest positive and all negatives, in l2 with margins 0 and 1', async () => {
    const embeddings = [
      [1, 0],
      [0.8, 0.6],
      [0.6, 0.8],
      [0, 1],
    ]
    const rules = { positives: positives.easiest(), negatives: negatives.all() }
    const long = contrastive({ ...rules, distance: l2(), positiveMargin: 0, negativeMargin: 1 })
    const [found] = await onEngine({ short: contrastive(), long }, [{ embeddings, labels, noise }])
    expect(found!.short).toEqual(found!.long)
    expect(found!.short.loss).toBeGreaterThan(0)
  })

  it('of a similarity has thresholds in the similarity, by default 1 and 0', async () => {
    // s(0, 1) = 0.8, s(0, 2) = 0.6, s(1, 2) = 0.96
    const embeddings = [
      [1, 0],
      [0.8, 0.6],
      [0.6, 0.8],
    ]
    const batch = {
      embeddings,
      labels: [0, 0, 1],
      noise: [
        [0.5, 0.5, 0.5],
        [0.5, 0.5, 0.5],
        [0.5, 0.5, 0.5],
      ],
    }
    const some = contrastive({ ...everyPair, distance: cosine(), positiveMargin: 0.9, negativeMargin: 0.7 })
    const usual = contrastive({ ...everyPair, distance: cosine() })
    const [found] = await onEngine({ some, usual }, [batch])
    expect(found!.some.loss).toBeCloseTo(0.1 + 0.26, 5)
    expect(found!.usual.loss).toBeCloseTo(0.2 + (0.6 + 0.96) / 2, 5)
  })

  it('pulls where there are no negatives, and pushes where there are no positives, if a rule takes all', async () => {
    const oneClass = await told({ ...everyPair, negativeMargin: 2 }, [0, 3], [5, 5])
    expect([oneClass.loss, oneClass.valid, oneClass.negative]).toEqual([3, 1, 0])
    const alone = await told({ ...everyPair, negativeMargin: 5 }, [0, 3], [5, 6])
    expect([alone.loss, alone.valid, alone.positive]).toEqual([2, 1, 0])
  })

  it('is 0 where classes lie on points far apart', async () => {
    const { loss, active, gradient } = await told(everyPair, [0, 0, 5, 5])
    expect([loss, active, ...[...gradient].map(Math.abs)]).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('of all samples on one point is what it says of itself', async () => {
    const embeddings = labels.map(() => [3, 4])
    const made = {
      distance: contrastive({ ...everyPair, negativeMargin: 0.7 }),
      similarity: contrastive({ ...everyPair, distance: cosine(), positiveMargin: 0.9, negativeMargin: 0.4 }),
    }
    const [found] = await onEngine(made, [{ embeddings, labels, noise }])
    expect(found!.distance.loss).toBeCloseTo(made.distance.whenCollapsed!, 5)
    expect(found!.similarity.loss).toBeCloseTo(made.similarity.whenCollapsed!, 5)
    expect(made.similarity.whenCollapsed).toBeCloseTo(0.6, 12)
  })

  it.each([
    [{ positiveMargin: Number.NaN }, 'contrastive: positiveMargin must be a number, got NaN'],
    [{ negativeMargin: Number.POSITIVE_INFINITY }, 'contrastive: negativeMargin must be a number, got Infinity'],
  ])('refuses %o', (options, message) => {
    expect(() => contrastive(options)).toThrow(NearkinError)
    expect(() => contrastive(options)).toThrow(message)
  })

  // Checked by the compiler: should a line with @ts-expect-error compile, it fails.
  it('does not compile with rules on the wrong side, nor with two that each measure from the other', () => {
    // @ts-expect-error the easiest positive is the nearest, the easiest negative the farthest
    expect(() => contrastive({ negatives: positives.easiest() })).toThrow('must be a rule for')
    // @ts-expect-error a rule for negatives
    expect(() => contrastive({ positives: negatives.all() })).toThrow('must be a rule for')
    // @ts-expect-error which of them would choose first?
    expect(() => contrastive({ positives: positives.semihard(), negatives: negatives.semihard() })).toThrow(
      NearkinError,
    )
  })
})

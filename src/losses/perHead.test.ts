import { describe, expect, it } from 'vitest'
import { contrastive } from './contrastive.ts'
import { crossBatchMemory } from './crossBatchMemory.ts'
import { margin } from './margin.ts'
import { perHead } from './perHead.ts'
import { drawn, steps } from './steps.testing.ts'
import { triplet } from './triplet.ts'

const { embeddings, labels: fine } = drawn('heads', { size: 8, dimension: 5, classes: 4 })
const coarse = fine.map((label) => label >> 1)
const both = { embeddings, labels: fine.flatMap((label, i) => [coarse[i]!, label]) }
const twoLevels = { labelShape: [2] }
const widths = { coarse: 2, fine: 3 }

describe('perHead', () => {
  it('is the weighted sum of each loss on its part of the embeddings and the labels of its level', async () => {
    const loss = perHead(
      { fine: { loss: triplet(), level: 1 }, coarse: { loss: contrastive(), level: 0, weight: 0.5 } },
      widths,
    )
    const [found] = await steps(loss, [both], twoLevels)
    const part = (from: number, to?: number) => embeddings.map((row) => row.slice(from, to))
    const [a] = await steps(contrastive(), [{ embeddings: part(0, 2), labels: coarse }])
    const [b] = await steps(triplet(), [{ embeddings: part(2), labels: fine }])
    expect(a!.loss).toBeGreaterThan(0)
    expect(b!.loss).toBeGreaterThan(0)
    expect(found!.loss).toBeCloseTo(0.5 * a!.loss + b!.loss, 5)
    for (const [i, g] of found!.gradient.entries()) {
      const [row, column] = [Math.floor(i / 5), i % 5]
      const expected = column < 2 ? 0.5 * a!.gradient[row * 2 + column]! : b!.gradient[row * 3 + column - 2]!
      expect(g).toBeCloseTo(expected, 5)
    }
  })

  it('has the gradient that finite differences give', async () => {
    const loss = perHead({ coarse: { loss: contrastive(), level: 0 }, fine: { loss: triplet(), level: 1 } }, widths)
    const h = 1 / 256
    const moved = (place: number, by: number) => ({
      ...both,
      embeddings: embeddings.map((row, r) => row.map((x, c) => (r * 5 + c === place ? x + by : x))),
    })
    const places = Array.from({ length: 40 }, (_, i) => i)
    const [here, ...around] = await steps(
      loss,
      [both, ...places.flatMap((place) => [moved(place, h), moved(place, -h)])],
      twoLevels,
    )
    for (const place of places) {
      const difference = (around[2 * place]!.loss - around[2 * place + 1]!.loss) / (2 * h)
      expect(Math.abs(here!.gradient[place]! - difference)).toBeLessThan(5e-3)
    }
  })

  it('sees plain labels where no level is given', async () => {
    const loss = perHead({ coarse: { loss: contrastive() }, fine: { loss: contrastive() } }, widths)
    const [found] = await steps(loss, [{ embeddings, labels: fine }])
    const part = (from: number, to?: number) => embeddings.map((row) => row.slice(from, to))
    const [a] = await steps(contrastive(), [{ embeddings: part(0, 2), labels: fine }])
    const [b] = await steps(contrastive(), [{ embeddings: part(2), labels: fine }])
    expect(found!.loss).toBeCloseTo(a!.loss + b!.loss, 5)
  })

  it('lets a head’s loss have its memory, of its part alone', async () => {
    const memory = crossBatchMemory(contrastive(), { size: 8, dimension: 3 })
    const loss = perHead({ coarse: { loss: triplet() }, fine: { loss: memory } }, widths)
    const [found] = await steps(loss, [{ embeddings, labels: fine }])
    const held = Object.values(found!.memory).find((numbers) => numbers.length === 24)!
    expect(held.slice(0, 3)).toEqual(embeddings[0]!.slice(2))
  })

  it('knows the classes of each level, or of the label', () => {
    const of = (classes: number, level?: number) => ({
      loss: margin({ learnBeta: true, classes }),
      ...(level === undefined ? {} : { level }),
    })
    expect(perHead({ coarse: of(2, 0), fine: of(4, 1) }, widths).levels).toEqual([2, 4])
    expect(perHead({ coarse: of(3), fine: { loss: triplet() } }, widths).classes).toBe(3)
    expect(() => perHead({ coarse: of(2), fine: of(3) }, widths)).toThrow('must agree on the number of classes')
  })

  it('refuses losses that are not those of the heads, levels by halves, and embeddings of another width', async () => {
    const loss = triplet()
    expect(() => perHead({ coarse: { loss } }, widths)).toThrow(
      "per head: every head must have a loss: coarse, fine, got 'coarse'; name the losses as the heads of severalHeads",
    )
    expect(() => perHead({ coarse: { loss, level: -1 }, fine: { loss, level: 0 } }, widths)).toThrow(
      'the level of coarse must be a whole number from 0',
    )
    expect(() => perHead({ coarse: { loss, level: 0 }, fine: { loss } }, widths)).toThrow(
      'a level must be given for every head or for none, got ["coarse"]',
    )
    const wide = perHead({ coarse: { loss }, fine: { loss } }, { coarse: 2, fine: 4 })
    await expect(steps(wide, [{ embeddings, labels: fine }])).rejects.toThrow(
      'per head: the embeddings must have the 6 dimensions of all heads, got 5',
    )
    const leveled = perHead({ coarse: { loss, level: 0 }, fine: { loss, level: 2 } }, widths)
    await expect(steps(leveled, [both], twoLevels)).rejects.toThrow(
      'per head: labels must be [B, L] with L of at least 3',
    )
  })
})

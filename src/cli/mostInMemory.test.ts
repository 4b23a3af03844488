import { describe, expect, it } from 'vitest'
import { mostInMemory } from './mostInMemory.ts'

/** Training images of each class. */
function data(counts: readonly number[]): Parameters<typeof mostInMemory>[1] {
  const labels = Int32Array.from(counts.flatMap((count, c) => Array<number>(count).fill(c)))
  const label = { name: 'class', classes: counts.map(String), labels }
  return { protocol: { label, train: labels.map((_, i) => i) } } as unknown as Parameters<typeof mostInMemory>[1]
}

const batch = { classes: 2, samples: 4 }

describe('the most positives in a memory', () => {
  it('are those of as many batches as it holds, a cut one among them, without the anchor', () => {
    const few = data([1000, 1000])
    expect(mostInMemory({ size: 8, batch, sampler: 'm-per-class' }, few)).toBe(4 - 1)
    expect(mostInMemory({ size: 80, batch, sampler: 'm-per-class' }, few)).toBe(40 - 1)
    expect(mostInMemory({ size: 83, batch, sampler: 'm-per-class' }, few)).toBe(43 - 1)
    expect(mostInMemory({ size: 87, batch, sampler: 'm-per-class' }, few)).toBe(44 - 1)
  })

  it('are those of two epochs where classes are small, but not where a sampler may draw one again and again', () => {
    const many = data(Array(500).fill(6))
    // 6 images make two groups of 4 in an epoch, and a third may fill the last batch.
    expect(mostInMemory({ size: 2000, batch, sampler: 'm-per-class' }, many)).toBe(2 * 3 * 4 - 1)
    expect(mostInMemory({ size: 2000, batch, sampler: 'class-weighted' }, many)).toBe(1000 - 1)
  })
})

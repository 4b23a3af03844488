import { describe, expect, it } from 'vitest'
import { closeness } from '../../distances/closeness.ts'
import { l2 } from '../../distances/l2.ts'
import { random } from '../../random.ts'
import { evaluate } from '../../runtime/evaluate.ts'
import { floats, ints } from '../../tensor/array.ts'
import { constant } from '../../tensor/tensor.ts'
import { choose } from '../choose.ts'
import type { Line } from '../line.testing.ts'
import { chosen } from '../line.testing.ts'
import { all } from '../negatives/all.ts'
import { all as everyPositive } from './all.ts'
import { easiest } from './easiest.ts'
import { reciprocal } from './reciprocal.ts'

const pairs = async (positives = reciprocal(), line?: Line): Promise<string[]> =>
  (await chosen({ positives, negatives: all() }, line)).positive

describe('reciprocal positives', () => {
  it('are among the k nearest classmates of one another; the nearest counts in any case', async () => {
    // The two nearest of 0 are 1, 2; of 1: 0, 2; of 2: 1, 0; of 3: 2, 1, of which neither has 3 among its own.
    const ofA = ['0-1', '0-2', '1-0', '1-2', '2-0', '2-1', '3-2']
    expect(await pairs(reciprocal({ k: 2 }))).toEqual([...ofA, '4-5', '5-4'])
  })

  it('are the easiest with k = 1, and all with a k that no class has', async () => {
    expect(await pairs(reciprocal({ k: 1 }))).toEqual(await pairs(easiest()))
    expect(await pairs(reciprocal({ k: 100 }))).toEqual(await pairs(everyPositive()))
    expect(await pairs(reciprocal())).toEqual(await pairs(everyPositive()))
  })

  it('are all of equally near ones at the border', async () => {
    const line = { places: [5, 4, 6, 20, 30, 31, 50] }
    expect(await pairs(reciprocal({ k: 1 }), line)).toEqual(['0-1', '0-2', '1-0', '2-0', '3-2', '4-5', '5-4'])
  })

  it('are none of a sample alone in its class', async () => {
    expect(await pairs(reciprocal(), { classes: [0, 1, 2, 3, 4, 5, 6] })).toEqual([])
  })

  it('are those of a loop over the pairs', async () => {
    const { normal, below } = random('reciprocal')
    const counts = new Set<number>()
    for (let draw = 0; draw < 5; draw++) {
      const of = Array.from({ length: 14 }, () => below(3))
      const at = of.map(() => Math.fround(normal()))
      const d = (a: number, b: number): number => Math.abs(Math.fround(at[a]! - at[b]!))
      const nearestOf = (a: number): number[] =>
        of
          .flatMap((label, i) => (i !== a && label === of[a] ? [i] : []))
          .sort((i, j) => d(a, i) - d(a, j))
          .slice(0, 2)
      const expected = of.flatMap((_, a) =>
        of.flatMap((_, p) => {
          const near = nearestOf(a)
          return near[0] === p || (near.includes(p) && nearestOf(p).includes(a)) ? [`${a}-${p}`] : []
        }),
      )
      expect(await pairs(reciprocal({ k: 2 }), { places: at, classes: of })).toEqual(expected)
      counts.add(expected.length)
    }
    expect(counts.size).toBeGreaterThan(1)
  })

  it('of references are measured the other way from the anchors', async () => {
    const rows = (at: readonly number[]) => constant(floats(at, [at.length, 1]))
    // Anchors at 0 and 4, references at 1, 3 and 10, all of one class but the last.
    const { positive } = choose(
      {
        embeddings: rows([0, 4]),
        labels: constant(ints([0, 0])),
        references: { embeddings: rows([1, 3, 3.5, 10]), labels: constant(ints([0, 0, 0, 1])) },
      },
      closeness(l2({ normalize: false })),
      { positives: reciprocal({ k: 1 }), negatives: all() },
    )
    const { valid } = await evaluate({ valid: positive.valid })
    // Of 0 the nearest is 1, and of 4 it is 3.5.
    expect([...(valid.data as Uint8Array)]).toEqual([1, 0, 0, 0, 0, 0, 1, 0])
  })

  it.each([0, 1.5, Number.NaN])('refuse k = %d', (k) => {
    expect(() => reciprocal({ k })).toThrow(`reciprocal positives: k must be a whole number at least 1, got ${k}`)
  })
})

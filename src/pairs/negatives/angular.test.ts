import { describe, expect, it } from 'vitest'
import { l2 } from '../../distances/l2.ts'
import { random } from '../../random.ts'
import { evaluate } from '../../runtime/evaluate.ts'
import { floats, ints } from '../../tensor/array.ts'
import { constant } from '../../tensor/tensor.ts'
import { choose } from '../choose.ts'
import * as positives from '../positives/index.ts'
import { tuples } from '../tuples.ts'
import { angular } from './angular.ts'

type Rows = readonly (readonly number[])[]

const table = (rows: Rows) => constant(floats(rows.flat(), [rows.length, rows[0]!.length]))

/** The triplets that count, as 'anchor-positive-negative'. */
async function triplets(rows: Rows, labels: readonly number[], angle?: number, others?: Rows, otherLabels = labels) {
  const references = others ? { references: { embeddings: table(others), labels: constant(ints(otherLabels)) } } : {}
  const batch = { embeddings: table(rows), labels: constant(ints(labels)), ...references }
  const rules = { positives: positives.all(), negatives: angular(angle === undefined ? {} : { angle }) }
  const { valid, positives: p } = tuples(choose(batch, l2({ normalize: false }), rules))
  const found = await evaluate({ valid, p })
  const [, count, width] = found.valid.shape as [number, number, number]
  return Array.from(found.valid.data as Uint8Array).flatMap((holds, i) =>
    holds ? [`${Math.floor(i / count / width)}-${found.p.data[Math.floor(i / width)]}-${i % width}`] : [],
  )
}

function slow(rows: Rows, labels: readonly number[], angle: number, others = rows, otherLabels = labels): string[] {
  const length = (x: readonly number[]): number => Math.hypot(...x)
  return rows.flatMap((a, i) =>
    others.flatMap((p, j) =>
      others.flatMap((n, k) => {
        if ((others === rows && i === j) || labels[i] !== otherLabels[j] || labels[i] === otherLabels[k]) return []
        const center = a.map((x, c) => (x + p[c]!) / 2)
        const apart = length(a.map((x, c) => x - p[c]!))
        const seen = Math.atan(apart / (2 * length(n.map((x, c) => x - center[c]!))))
        return seen > (angle / 180) * Math.PI ? [`${i}-${j}-${k}`] : []
      }),
    ),
  )
}

describe('angular negatives', () => {
  it('see the anchor and its positive under a larger angle than the one given', async () => {
    // a and p 2 apart, their centre at 0: n at height h sees half of it under atan(1 / h).
    const rows = [
      [-1, 0],
      [1, 0],
      [0, 2],
      [0, 3],
    ]
    const labels = [0, 0, 1, 2]
    expect(await triplets(rows, labels, 20)).toEqual(['0-1-2', '1-0-2'])
    expect(await triplets(rows, labels, 18)).toEqual(['0-1-2', '0-1-3', '1-0-2', '1-0-3'])
    expect(await triplets(rows, labels)).toEqual(await triplets(rows, labels, 20))
  })

  it('are those of a slow loop, in a batch and among references', async () => {
    const { normal } = random('angles')
    const some = (count: number): number[][] => Array.from({ length: count }, () => [normal(), normal(), normal()])
    const [rows, others] = [some(7), some(5)]
    const [labels, otherLabels] = [
      [0, 0, 0, 1, 1, 2, 3],
      [0, 1, 1, 2, 0],
    ]
    for (const angle of [10, 35, 60]) {
      const [inBatch, toOthers] = [slow(rows, labels, angle), slow(rows, labels, angle, others, otherLabels)]
      expect((await triplets(rows, labels, angle)).sort()).toEqual(inBatch.sort())
      expect((await triplets(rows, labels, angle, others, otherLabels)).sort()).toEqual(toOthers.sort())
      expect(inBatch.length * toOthers.length).toBeGreaterThan(0)
    }
  })

  it('are none of a pair at one point', async () => {
    expect(
      await triplets(
        [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
        [0, 0, 1],
        0,
      ),
    ).toEqual([])
  })

  it.each([-1, 90, Number.NaN])('refuse an angle of %d', (angle) => {
    expect(() => angular({ angle })).toThrow(
      `angular negatives: angle must be a number at least 0 and below 90, got ${angle}`,
    )
  })
})

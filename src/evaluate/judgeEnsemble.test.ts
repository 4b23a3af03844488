import { describe, expect, it } from 'vitest'
import type { Protocol } from '../data/protocol.ts'
import { judgeEnsemble } from './judgeEnsemble.ts'

/** Eight images of four classes, searched among themselves. */
const level = { name: 'kind', classes: ['a', 'b', 'c', 'd'], labels: Int32Array.of(0, 0, 1, 1, 2, 2, 3, 3) }
const protocol: Protocol = {
  label: level,
  evaluateLabel: level,
  train: new Int32Array(0),
  query: Int32Array.from(level.labels.keys()),
  gallery: null,
  unseenClasses: new Set([0, 1, 2, 3]),
  severalKinds: new Uint8Array(8),
}

/** Points on the circle, a row each. */
const circle = (angles: readonly number[]) => ({
  dimension: 2,
  queries: Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)])),
  gallery: null,
})

// Each tells two pairs of classes apart, and leaves the two of a pair on one point; both together tell all.
const first = circle([0, 0.1, 0.05, 0.15, 2, 2.1, 2.05, 2.15])
const second = circle([0, 0.1, 2, 2.1, 0.05, 0.15, 2.05, 2.15])

describe('judgeEnsemble', () => {
  it('judges each model alone, and all beside each other as one embedding of length 1', async () => {
    const { separated, concatenated } = await judgeEnsemble(protocol, [first, second])
    const recall = separated.map(({ levels }) => levels[0]!.all.means['Recall@1'])
    expect(Math.max(...recall.map((r) => r!))).toBeLessThan(1)
    expect(concatenated.levels[0]!.all.means['Recall@1']).toBe(1)
    expect(concatenated.levels[0]!.all.means['MAP@R']).toBe(1)
    expect(concatenated.queries).toBe(8)
  })

  it('gives of one model the same both ways', async () => {
    const { separated, concatenated } = await judgeEnsemble(protocol, [first])
    expect(concatenated.levels[0]!.all).toEqual(separated[0]!.levels[0]!.all)
  })

  it('searches a gallery apart as one too', async () => {
    const gallery = Int32Array.of(0, 2, 4, 6)
    const rows = (of: typeof first) => ({
      ...of,
      gallery: Float32Array.from([...gallery].flatMap((r) => [...of.queries.subarray(2 * r, 2 * r + 2)])),
    })
    const { concatenated } = await judgeEnsemble({ ...protocol, gallery }, [rows(first), rows(second)])
    expect(concatenated.levels[0]!.all.means['Recall@1']).toBe(1)
  })

  it('refuses models of other images, and none', async () => {
    const short = { ...second, queries: second.queries.subarray(2) }
    await expect(judgeEnsemble(protocol, [first, short])).rejects.toThrow(
      'judgeEnsemble: every model must have embedded the 8 queries, got [8,7]',
    )
    await expect(judgeEnsemble(protocol, [])).rejects.toThrow('judgeEnsemble: needs at least one model')
  })
})

import { describe, expect, it } from 'vitest'
import type { Protocol } from '../data/protocol.ts'
import { judge } from '../evaluate/judge.ts'
import { random } from '../random.ts'
import { columnsOf } from './comparison.ts'
import { queryValues } from './queryValues.ts'

const level = (name: string, labels: readonly number[]) => ({
  name,
  classes: ['a', 'b', 'c', 'd'],
  labels: Int32Array.from(labels),
})

/** Twelve images of four classes, those of the last two never seen. */
const fine = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]
const rows = Int32Array.from(fine.keys())
const base: Protocol = {
  label: level('coarse', [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]),
  evaluateLabel: level('fine', fine),
  train: Int32Array.of(),
  query: rows,
  gallery: null,
  unseenClasses: new Set([2, 3]),
  severalKinds: new Uint8Array(12).fill(1),
}
const protocols: Readonly<Record<string, Protocol>> = {
  'unseen classes among themselves': base,
  'unseen classes in a gallery apart': {
    ...base,
    query: rows.filter((r) => r % 3 > 0),
    gallery: rows.filter((r) => r % 3 === 0),
    severalKinds: new Uint8Array(8),
  },
  'classes of several kinds': {
    ...base,
    unseenClasses: new Set(),
    severalKinds: Uint8Array.from(fine, (_, i) => Number(i < 6)),
  },
  'all queries': { ...base, unseenClasses: new Set(), severalKinds: new Uint8Array(12) },
}

const rng = random('rows')
const table = Float32Array.from({ length: 12 * 3 }, () => rng.normal())
const embed = async (of: Int32Array): Promise<Float32Array> =>
  Float32Array.from([...of].flatMap((row) => [...table.subarray(row * 3, row * 3 + 3)]))

describe('queryValues', () => {
  it.each(Object.entries(protocols))('has the headline of the judgement as its mean: %s', async (_, protocol) => {
    const { query, gallery } = protocol
    const judgement = await judge({
      protocol,
      queries: await embed(query),
      gallery: gallery && (await embed(gallery)),
      dimension: 3,
    })
    const found = await queryValues({ protocol }, { dimension: 3, embed })
    for (const column of columnsOf({ protocol }).filter(({ ofQueries }) => ofQueries)) {
      const values = [...found[column.ofQueries!]!].filter((value) => !Number.isNaN(value))
      expect(values.length).toBeGreaterThan(3)
      expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(column.of(judgement)!, 6)
    }
  })
})

import { expect, it } from 'vitest'
import type { Protocol } from '../../data/protocol.ts'
import type { Judgement } from '../../evaluate/judge.ts'
import { headlineOf } from './headlineOf.ts'

const level = (name: string, labels: readonly number[]) => ({
  name,
  classes: ['a', 'b', 'c', 'd'],
  labels: Int32Array.from(labels),
})

/** Six images of three fine classes: two of them in one coarse class. */
const protocol: Protocol = {
  label: level('coarse', [0, 0, 0, 0, 1, 1]),
  evaluateLabel: level('fine', [0, 0, 1, 1, 2, 2]),
  train: Int32Array.of(),
  query: Int32Array.of(0, 1, 2, 3, 4, 5),
  gallery: null,
  unseenClasses: new Set(),
  severalKinds: Uint8Array.of(1, 1, 1, 1, 0, 0),
}
const part = (recall: number) => ({ means: { 'Recall@1': recall } })
const judgement = {
  effectiveRank: 3,
  levels: [{ level: 'fine', all: part(0.5), unseen: part(0.125), severalKinds: part(0.25), spread: { ratio: 1 } }],
} as unknown as Judgement

it('is of the queries that the comparison of runs is of, and says so', () => {
  const of = (changes: Partial<Protocol>) => headlineOf(judgement, { ...protocol, ...changes })
  expect(of({})).toEqual({
    recallAt1: 0.25,
    recallOf: 'queries of fine classes inside coarse classes that hold several',
    effectiveRank: 3,
  })
  expect(of({ unseenClasses: new Set([0]) })).toMatchObject({
    recallAt1: 0.125,
    recallOf: 'queries of fine classes never seen in training (a)',
  })
  expect(of({ severalKinds: new Uint8Array(6).fill(1) })).toMatchObject({ recallAt1: 0.5, recallOf: 'all queries' })
})

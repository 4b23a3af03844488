import { expect, it } from 'vitest'
import { judgementSchema } from './judgementSchema.ts'

const summary = { level: 'digit', k: 8, queries: 4, counted: 3, means: { 'Recall@1': 0.5 } }
const spread = { classes: 2, inside: 0.1, insidePairs: 0.2, between: null, betweenPairs: null, ratio: null }
const early = {
  queries: 4,
  gallery: 4,
  leaveOneOut: true,
  levels: [
    {
      level: 'digit',
      all: summary,
      seen: null,
      unseen: null,
      severalKinds: null,
      byClass: [{ name: '5', seen: true, queries: 4, recallAt1: 0.5 }],
      spread,
    },
  ],
  effectiveRank: 1.5,
}

it('reads judgements of version 0.1.0, which lacks what was measured later', () => {
  expect(judgementSchema.parse(early)).toEqual(early)
})

it('keeps what was measured later', () => {
  const [level] = early.levels
  const all = { ...summary, unlabelled: 1, classes: 2, macro: { NDCG: 0.25 } }
  const byClass = [{ ...level!.byClass[0]!, means: { 'MAP@R': 0.75 } }]
  const later = { ...early, levels: [{ ...level!, all, byClass }] }
  expect(judgementSchema.parse(later)).toEqual(later)
})

import { describe, expect, it } from 'vitest'
import type { Judgement } from '../evaluate/judge.ts'
import { judgementText } from './judgementText.ts'

const summary = (value: number) => ({
  level: 'digit',
  k: 8,
  queries: 4,
  counted: 3,
  means: { 'Recall@1': value, MRR: value },
})

const level = {
  level: 'digit',
  all: summary(0.25),
  seen: summary(0.5),
  unseen: summary(0.75),
  severalKinds: null,
  byClass: [
    { name: '5', seen: true, queries: 3, recallAt1: 0.125 },
    { name: '6', seen: false, queries: 1, recallAt1: null },
  ],
  spread: { classes: 2, inside: 0.1, insidePairs: 0.2, between: 0.3, betweenPairs: 0.4, ratio: 0.5 },
}

const judgement: Judgement = { queries: 4, gallery: 9, leaveOneOut: false, levels: [level], effectiveRank: 1.234 }

describe('judgementText', () => {
  const lines = judgementText(judgement, 2).split('\n')

  it('lists the metrics that are there, seen and unseen classes apart', () => {
    expect(lines).toEqual(
      expect.arrayContaining([
        '4 queries, searched in a gallery of 9. Every query with a classmate to find counts the same; macro:',
        '  every class does.',
        'by digit          all queries  seen digits  unseen digits',
        'with a classmate            3            3              3',
        'Recall@1                0.250        0.500          0.750',
        'MRR                     0.250        0.500          0.750',
      ]),
    )
    expect(lines.join('\n')).not.toContain('Recall@2')
    expect(lines.join('\n')).toContain('MAP@R and NDCG are left out by a level with more than 2,000 classmates')
  })

  it('lists the spread, the rank and the classes; – where there is nothing to measure', () => {
    expect(lines).toEqual(
      expect.arrayContaining([
        'inside / between     0.500',
        'effective rank 1.23 of 2',
        '5                     3     0.125',
        '6 (never seen)        1         –',
      ]),
    )
  })

  it('says that queries were searched among the others, and names the only part there is', () => {
    const alone = { ...judgement, leaveOneOut: true, levels: [{ ...level, seen: null, unseen: level.all }] }
    expect(judgementText(alone, 2)).toMatch(
      /^4 queries, each searched among the others\.[\s\S]*by digit +unseen digits\n/,
    )
  })
})

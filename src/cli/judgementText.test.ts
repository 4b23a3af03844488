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
    expect(lines.join('\n')).toContain('MAP@R and NDCG are left out by a level with more classmates to find')
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

  it('goes by the label judged by and the one trained on, and with full by every level', () => {
    const levels = ['fine', 'coarse', 'super'].map((name) => ({ ...level, level: name }))
    const brief = judgementText({ ...judgement, levels }, 2)
    expect(brief.match(/^by \w+ class /gm)).toEqual(['by fine class ', 'by coarse class '])
    expect(brief).toContain('All of it by every label level: --full.')
    const full = judgementText({ ...judgement, levels }, 2, { full: true })
    expect(full.match(/^by \w+ class /gm)).toEqual(['by fine class ', 'by coarse class ', 'by super class '])
    expect(full).not.toContain('--full')
  })

  it('lists verification, clusters and few-shot accuracy where they were measured, and says what was left out', () => {
    const part = {
      genuine: 6,
      impostor: 900,
      auc: 0.875,
      equalErrorRate: 0.25,
      trueAccept: [{ far: 0.1, tar: 0.75, threshold: 0.5 }],
      accuracy: { threshold: 0.625, score: 0.8 },
      f1: { threshold: 0.375, score: 0.4 },
      calibration: { slope: 8, offset: 5 },
      curve: { far: [0, 1], tar: [0, 1] },
      asked: 3,
      heldOut: { folds: 4, accuracy: { mean: 0.75, half: 0.125, n: 4 }, threshold: 0.6, brier: 0.2 },
    }
    const clusters = { images: 4, k: 2, nmi: 0.5, ami: 0.25, ari: 0.125, f1: 0.75 }
    const accuracy = { mean: 0.9, half: 0.01, n: 600 }
    const full: Judgement = {
      ...judgement,
      levels: [
        {
          ...level,
          verification: { all: part, seen: { ...part, trueAccept: [], heldOut: null }, unseen: null },
          clusters: { all: clusters, seen: null, unseen: clusters },
        },
      ],
      fewShot: { of: 'unseen', free: [{ ways: 5, shots: 1, accuracy }], byMakers: { ways: 20, shots: 1, accuracy } },
      odd: { zeros: 1, duplicates: 2 },
    }
    const text = judgementText(full, 2).split('\n')
    expect(text).toEqual(
      expect.arrayContaining([
        '1 embeddings of queries are zeros: they have no direction, and lie as near to one as to another.',
        '2 embeddings of queries are equal to an earlier one: images twice over, or a collapse.',
        'verification by digit    all queries',
        'TAR@FAR 0.1                    0.750',
        'accuracy, held out     0.750 ± 0.125',
        'Held out in 4 parts of the classes, not 10: there are too few classes.',
        'Pairs are those of 3 images, drawn by lot, with all others: all would be too many.',
        'TAR is left out at rates that fewer than 30 pairs of two classes would make up.',
        'clusters by digit  unseen digits',
        'AMI                        0.250',
        '5-way 1-shot                0.900 ± 0.010',
        '20-way 1-shot, two drawers  0.900 ± 0.010',
      ]),
    )
    expect(text.every((line) => line.length <= 100)).toBe(true)
  })
})

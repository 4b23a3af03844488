import { describe, expect, it } from 'vitest'
import type { Judgement } from '../evaluate/judge.ts'
import type { Method } from '../runs/comparison.ts'
import { columnsOf, differenceOf, estimate, pairsOf } from '../runs/comparison.ts'
import { settingsOf } from '../runs/settings.ts'
import { comparisonMarkdown } from './comparisonMarkdown.ts'
import { comparisonText } from './comparisonText.ts'

/** Three queries of two unseen digits and a seen one; parity is what was trained on. */
const data = {
  protocol: {
    label: { name: 'parity', classes: ['odd', 'even'], labels: Int32Array.of(0, 1, 0, 1) },
    evaluateLabel: { name: 'digit', classes: ['1', '6', '7'], labels: Int32Array.of(0, 1, 2, 1) },
    train: Int32Array.of(0),
    query: Int32Array.of(0, 1, 2, 3),
    gallery: null,
    unseenClasses: new Set([1, 2]),
    severalKinds: Uint8Array.of(1, 1, 1, 1),
  },
}

/** A judgement of which only these differ: Recall@1 of unseen digits, and of the class 6. */
function judgement(unseen: number, six: number | null): Judgement {
  const summary = (means: object) => ({ level: '', k: 8, queries: 1, counted: 1, means })
  const spread = { classes: 3, inside: 0, insidePairs: 0, between: 1, betweenPairs: 1, ratio: null }
  const level = {
    level: 'digit',
    all: summary({}),
    seen: summary({ 'Recall@1': 0.5 }),
    unseen: summary({ 'Recall@1': unseen, 'MAP@R': 0.25 }),
    severalKinds: null,
    byClass: [{ name: '6', seen: false, queries: 2, recallAt1: six }],
    spread,
  }
  const parity = { ...level, level: 'parity', all: summary({ 'Recall@1': 0.75 }), byClass: [] }
  return { queries: 4, gallery: 4, leaveOneOut: true, levels: [level, parity], effectiveRank: 1.5 }
}

function method(given: object, values: readonly number[], six: number | null = 0.5): Method {
  const settings = settingsOf({ dataset: 'mnist:', ...given })
  const runs = values.map((value, seed) => ({ seed, folder: '', judgement: judgement(value, six) }))
  return { name: '', settings, runs }
}

describe('columnsOf', () => {
  it('has Recall@1 of the unseen first, then of the seen and of the label trained on', () => {
    const columns = columnsOf(data)
    expect(columns.map(({ name }) => name)).toEqual([
      'Recall@1 of unseen digits',
      'Recall@1 of seen digits',
      'MAP@R',
      'Recall@1 of parities',
      'inside / between',
      'effective rank',
    ])
    expect(columns.map(({ of }) => of(judgement(0.3, 1)))).toEqual([0.3, 0.5, 0.25, 0.75, null, 1.5])
  })
})

describe('pairsOf and differenceOf', () => {
  const all = method({ positives: 'all' }, [0.2, 0.3, 0.1])
  const easiest = method({ positives: 'easiest' }, [0.3, 0.4, 0.2])
  const column = columnsOf(data)[0]!

  it('pair methods that differ in all against easiest positives alone', () => {
    expect(pairsOf([all, easiest, method({ positives: 'easiest', loss: 'margin' }, [1])])).toEqual([{ all, easiest }])
    expect(pairsOf([all, method({ positives: 'easiest', rate: 0.1 }, [1])])).toEqual([])
  })

  it('take the difference seed by seed: what a seed does to both cancels', () => {
    const { mean, half, n } = differenceOf(column, { all, easiest })!
    expect([n, mean.toFixed(6), half!.toFixed(6)]).toEqual([3, '0.100000', '0.000000'])
    expect(estimate(column, all)!.half).toBeGreaterThan(0.2)
  })

  it('leave out seeds that one of them lacks, and what was not measured', () => {
    expect(differenceOf(column, { all, easiest: method({}, [0.5, 0.5]) })!.n).toBe(2)
    expect(differenceOf(columnsOf(data)[4]!, { all, easiest })).toBeNull()
  })
})

describe('comparisonText', () => {
  it('sets metrics by methods, with the paired difference, and the classes beneath', () => {
    const methods = [method({ positives: 'all' }, [0.2, 0.3, 0.1]), method({ positives: 'easiest' }, [0.3, 0.4, 0.2])]
    const lines = comparisonText(methods, data).split('\n')
    expect(lines.slice(0, 5)).toEqual([
      "triplet loss, semihard negatives: mean and 95 % interval (Student's t) over 3 seeds.",
      '',
      '                           all positives  easiest positives   easiest − all',
      '─────────────────────────  ─────────────  ─────────────────  ──────────────',
      'Recall@1 of unseen digits  0.200 ± 0.248      0.300 ± 0.248  +0.100 ± 0.000',
    ])
    expect(lines).toContain('inside / between                       –                  –               –')
    expect(lines).toContain('  6 (never seen)           0.500 ± 0.000      0.500 ± 0.000   0.000 ± 0.000')
    expect(lines.at(-2)).toMatch(/^easiest − all: difference over the same seeds \(paired t\)/)
  })

  it('gives bare numbers for one seed, and says above that they are without intervals', () => {
    const text = comparisonText([method({}, [0.25])], data)
    expect(text).toMatch(/^triplet loss, easiest positives, semihard negatives: one seed, so without intervals\.\n/)
    expect(text).toContain('\nRecall@1 of unseen digits  0.250\n')
    expect(text).not.toMatch(/±|run\)/)
  })
  it('has a column of the features as they are, where methods were trained on such', () => {
    const text = comparisonText([method({}, [0.25])], data, { ...judgement(0.125, 1), effectiveRank: Number.NaN })
    const lines = text.split('\n')
    expect(lines).toContain('                           features alone  value')
    expect(lines).toContain('Recall@1 of unseen digits           0.125  0.250')
    expect(text).toMatch(/^effective rank +– {2}1\.500$/m)
    expect(text).toMatch(
      /\nfeatures alone: those of the frozen model as they are, of length 1, without any training\.$/,
    )
    expect(comparisonText([method({}, [0.25])], data)).not.toContain('features alone')
  })
  it('has a row of them where methods are rows, in the text and in Markdown', () => {
    const losses = ['triplet', 'margin', 'contrastive'].flatMap((loss) =>
      ['all', 'easiest'].map((positives) => method({ loss, positives }, [0.25])),
    )
    const untrained = judgement(0.125, 1)
    const text = comparisonText(losses, data, untrained)
    expect(text.match(/^features alone +\d\.\d{3}$/gm)?.[0]).toMatch(/ 0\.125$/)
    expect(text).toContain('features alone: those of the frozen model')
    expect(comparisonText(losses, data)).not.toContain('features alone')
    const markdown = comparisonMarkdown(losses, data, 'compare', { untrained })
    expect(markdown).toContain('| --- | --- |\n| features alone | 0.125 |\n')
    expect(comparisonMarkdown(losses, data, 'compare')).not.toContain('features alone')
  })

  const several = [
    ...['triplet', 'margin'].flatMap((loss) =>
      ['all', 'easiest'].map((positives) => method({ loss, positives }, [0.25])),
    ),
    method({ loss: 'arc-face' }, [0.75]),
  ]

  /** A method whose classes were looked into, with this agreement of kinds and finer classes in each run. */
  const lookedInto = (given: object, agreements: readonly number[]): Method => {
    const { runs, ...rest } = method(given, agreements)
    const collapse = (amount: number, seed: number) => ({
      verdict: `Of 2 classes ${seed + 1} hold several kinds.`,
      classes: 2,
      several: seed + 1,
      collapsed: 1 - seed,
      agreement: { adjustedMutualInformation: amount, p: 0.01 },
    })
    const judged = runs.map((run, i) => ({
      ...run,
      judgement: { ...run.judgement, collapse: collapse(agreements[i]!, i) },
    }))
    return { ...rest, runs: judged }
  }

  it('says what became of the classes by each method: in words for a few, in a table with the means of all seeds for many', () => {
    const pair = ['all', 'easiest'].map((positives) => lookedInto({ positives }, [0.2, 0.4]))
    expect(comparisonText(pair, data)).toContain(
      'Kinds inside the classes, of the first seed:\n\nall positives: Of 2 classes 1 hold several kinds.\neasiest positives: Of 2 classes 1 hold several kinds.',
    )
    const many = [
      ...pair,
      ...['margin', 'contrastive'].map((loss) => lookedInto({ loss, positives: 'all' }, [0.5])),
      method({ loss: 'arc-face' }, [0.75]),
    ]
    const rows = comparisonText(many, data).split('\n')
    expect(rows).toContainEqual(expect.stringMatching(/^method +several kinds, of 2 +collapsed +agreement$/))
    expect(rows).toContainEqual(expect.stringMatching(/^triplet, all +1\.5 +0\.5 +0\.300 ± 1\.271$/))
    expect(rows).toContainEqual(expect.stringMatching(/^margin, all +1 +1 +0\.500 \(1 run\)$/))
    expect(rows).toContainEqual(expect.stringMatching(/^arc-face +– +– +–$/))
    expect(comparisonMarkdown(many, data, 'compare')).toContain('| triplet, all | 1.5 | 0.5 | 0.300 ± 1.271 |')
    expect(comparisonText(several, data)).not.toContain('Kinds inside')
  })

  it('sets losses without a choice of positives apart, under no rule for them', () => {
    const text = comparisonText(several, data)
    expect(text).toMatch(/^loss, negatives +all +easiest +easiest − all$/m)
    expect(text).toMatch(/\n\nlosses without a choice of positives:\n\nloss {6}value\n─+ {2}─+\narc-face {2}0\.750\n\n/)
    const markdown = comparisonMarkdown(several, data, 'compare')
    expect(markdown).toContain(
      'Losses without a choice of positives:\n\n| loss | value |\n| --- | --- |\n| arc-face | 0.750 (1 run) |\n',
    )
  })

  it('has as many cells in every row of Markdown as in its head, and a difference only where there are pairs', () => {
    const untrained = judgement(0.125, 1)
    const unpaired = several.filter(({ settings }) => settings.positives !== 'easiest')
    for (const methods of [several, unpaired, [several[4]!], several.slice(1)]) {
      const markdown = comparisonMarkdown(methods, data, 'compare', { untrained })
      const tables = markdown.match(/^(\|.*\n)+/gm)!
      for (const one of tables) {
        const cells = one
          .trim()
          .split('\n')
          .map((row) => row.split('|').length)
        expect(new Set(cells).size).toBe(1)
      }
      expect(tables.length).toBeGreaterThan(0)
      expect(markdown.includes('easiest − all')).toBe(methods !== unpaired && methods.length > 1)
    }
    expect(comparisonText([...unpaired, ...unpaired, ...unpaired], data)).not.toContain('easiest − all')
  })

  it('lists the runs that failed under the Markdown, and says of a method with one run left that it is one', () => {
    const failed = [{ name: 'margin', seed: 1, folder: 'out/margin', reason: 'the disk is full' }]
    expect(comparisonMarkdown(several, data, 'compare', { failed })).toMatch(
      /\n\n- failed: margin, seed 1, in out\/margin: the disk is full\n$/,
    )
    const text = comparisonText([method({ positives: 'all' }, [0.2, 0.3]), method({ loss: 'margin' }, [0.5])], data)
    expect(text).toMatch(/^Mean and 95 % interval .* over 2 seeds/)
    expect(text).toContain('0.500 (1 run)')
  })
})

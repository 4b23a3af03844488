import { describe, expect, it } from 'vitest'
import type { Finals } from './finalText.ts'
import { finalText } from './finalText.ts'

const of = (way: string, values: readonly number[]) =>
  new Map(values.map((value, seed) => [seed, { [way]: { 'Recall@1': value, 'MAP@R': null } }] as const))

describe('finalText', () => {
  it('sets every method against the first, which is the features where there are any, and tells who is apart', () => {
    const finals: Finals = new Map([
      ['features alone', of('test', [0.4, 0.4, 0.4])],
      ['all', of('test', [0.5, 0.51, 0.49])],
      ['easiest', of('test', [0.6, 0.611, 0.59])],
    ])
    expect(finalText(finals, 3).split('\n')).toEqual([
      'By the test images: mean and 95 % interval (t) over 3 seeds.',
      '',
      '                     Recall@1  MAP@R',
      '──────────────  ─────────────  ─────',
      'features alone          0.400      –',
      'all             0.500 ± 0.025      –',
      'easiest         0.600 ± 0.026      –',
      '',
      'Difference to features alone, paired over the seeds:',
      '',
      '               Recall@1  MAP@R',
      '───────  ──────────────  ─────',
      'all      +0.100 ± 0.025      –',
      'easiest  +0.200 ± 0.026      –',
      '',
      "Told apart by Recall@1: 3 of 3 pairs (paired t, 5 % over all of them by Holm's correction):",
      "  'all' is ahead of 'features alone'",
      "  'easiest' is ahead of 'features alone', 'all'",
    ])
  })

  it('says both ways of a cross-validation, and no interval of one seed', () => {
    const both = new Map([[0, { separated: { 'Recall@1': 0.25 }, concatenated: { 'Recall@1': 0.5 } }]])
    const text = finalText(new Map([['easiest', both]]), 1)
    expect(text).toMatch(/^By the test images, separated \(.*\): one\s+seed, so\s+without\s+intervals\.$/m)
    expect(text).toMatch(/^easiest +0\.500$/m)
    expect(text).not.toMatch(/±|Told apart/)
  })
})

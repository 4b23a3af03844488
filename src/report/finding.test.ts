import { describe, expect, it } from 'vitest'
import type { Estimate, FoundMethod } from './finding.ts'
import { finding } from './finding.ts'

const estimate = (mean: number, halfWidth = 0.01, n = 3): Estimate => ({ mean, halfWidth, n })

const method = (positives: string, loss = 'triplet'): FoundMethod => ({
  name: `${loss} · ${positives}`,
  loss,
  positives,
  negatives: 'semihard',
})

const columns = [{ name: 'Recall@1', definition: '', better: 'higher' }] as const
/** One method less another, as the estimates have it; half of its interval as that of the later one. */
const differences = (rows: readonly Estimate[]) =>
  rows.flatMap((one, of) =>
    rows.slice(0, of).map((other, less) => ({
      of,
      less,
      estimate: { mean: one.mean - other.mean, halfWidth: one.halfWidth, n: Math.min(one.n, other.n) },
    })),
  )

const compare = (all: Estimate, easiest: Estimate, more: Estimate[] = []) =>
  finding({
    methods: [
      method('all'),
      method('easiest'),
      ...(more.length ? [method('all', 'margin'), method('easiest', 'margin')] : []),
    ],
    table: {
      columns,
      rows: [all, easiest, ...more].map((e) => [e]),
      differences: differences([all, easiest, ...more]),
    },
  })

describe('finding', () => {
  it('says that easiest is ahead where it is higher and the paired interval leaves out 0', () => {
    const { verdict, claim, detail, shown } = compare(estimate(0.3), estimate(0.36))
    expect(verdict).toBe('ahead')
    expect(claim).toBe(
      'Easiest positives are ahead: Recall@1 is 0.360 with easiest positives and 0.300 with all positives.',
    )
    expect(detail).toBe(
      'Triplet loss, 3 seeds each: easiest 0.060 higher (1.2 times), paired 95 % interval 0.050 to 0.070, which leaves out 0.',
    )
    expect(shown).toEqual([0, 1])
  })

  it('goes by the paired difference, as the table does, even where the own intervals overlap', () => {
    const [all, easiest] = [estimate(0.3, 0.2), estimate(0.36, 0.2)]
    const table = {
      columns,
      rows: [[all], [easiest]],
      differences: [{ of: 1, less: 0, estimate: estimate(0.06, 0.01) }],
    }
    const methods = [method('all'), method('easiest')]
    expect(finding({ methods, table }).verdict).toBe('ahead')
    const turned = { ...table, differences: [{ of: 0, less: 1, estimate: estimate(-0.06, 0.01) }] }
    expect(finding({ methods, table: turned })).toEqual(finding({ methods, table }))
  })

  it('says that easiest is behind where it loses', () => {
    const { verdict, claim, detail } = compare(estimate(0.36), estimate(0.3))
    expect(verdict).toBe('behind')
    expect(claim).toContain('Here all positives are ahead')
    expect(detail).toContain('easiest 0.060 lower, paired 95 % interval −0.070 to −0.050, which leaves out 0')
  })

  it('does not decide where the interval holds 0, or ends there', () => {
    const { verdict, claim, detail } = compare(estimate(0.3, 0.05), estimate(0.34, 0.05))
    expect(verdict).toBe('undecided')
    expect(claim).toContain('Here the two are not told apart')
    expect(detail).toContain('which holds 0')
    expect(compare(estimate(0.25, 0.25), estimate(0.5, 0.25)).verdict).toBe('undecided')
  })

  it('does not decide on one seed, nor where a number is missing', () => {
    const one = compare(estimate(0.3, Number.NaN, 1), estimate(0.6, Number.NaN, 1))
    expect(one.verdict).toBe('undecided')
    expect(one.claim).toContain('A first look, without repeats')
    expect(one.detail).toContain('1 seed each: easiest 0.300 higher (2.0 times), without an interval')
    const none = compare(estimate(Number.NaN, Number.NaN, 0), estimate(0.6))
    expect(none.verdict).toBe('undecided')
    expect(none.claim).toContain('–')
    expect(none.detail).toContain('not measured for both')
  })

  it('tells what the other losses say', () => {
    const { detail } = compare(estimate(0.3), estimate(0.36), [estimate(0.4), estimate(0.3)])
    expect(detail).toContain('Elsewhere: all ahead with margin.')
  })

  it('takes lower as better where the column says so', () => {
    const lower = [{ name: 'Error', definition: '', better: 'lower' }] as const
    const rows = [[estimate(0.4)], [estimate(0.3)]]
    const table = { columns: lower, rows, differences: differences(rows.flat()) }
    expect(finding({ methods: [method('all'), method('easiest')], table }).verdict).toBe('ahead')
  })

  it('states one number for one method, and first and second where no pair differs in the positives only', () => {
    const alone = finding({
      methods: [method('easiest')],
      table: { columns, rows: [[estimate(0.4)]], differences: [] },
    })
    expect(alone).toMatchObject({ verdict: 'single', claim: 'Recall@1 is 0.400 with triplet · easiest.', shown: [0] })
    const losses = [method('easiest'), method('easiest', 'margin')]
    const rows = [[estimate(0.4)], [estimate(0.5)]]
    const two = finding({ methods: losses, table: { columns, rows, differences: differences(rows.flat()) } })
    expect(two.claim).toContain('0.500 with margin · easiest')
    expect(two.detail).toBe(
      'Next is triplet · easiest with 0.400; the difference has a paired 95 % interval 0.090 to 0.110, which leaves out 0.',
    )
    expect(two.shown).toEqual([0, 1])
  })

  it('says that nothing was measured instead of inventing a number', () => {
    const rows = [[estimate(Number.NaN, Number.NaN, 0)]]
    expect(finding({ methods: [method('easiest')], table: { columns, rows, differences: [] } }).claim).toBe(
      'Recall@1 was not measured.',
    )
    expect(
      finding({ methods: [method('easiest')], table: { columns: [], rows: [[]], differences: [] } }).shown,
    ).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { methodsAmong } from '../methodsAmong.ts'
import type { Measured } from './jobs.ts'
import { jobsOf, methodResult } from './searched.ts'
import type { SweepAsked } from './sweepPlan.ts'
import { sweepPlan, trialSettings } from './sweepPlan.ts'

const asked: SweepAsked = {
  search: 'random',
  trials: 5,
  budget: null,
  steps: 90,
  eta: 3,
  folds: 1,
  seed: 0,
  select: 'map@r',
  vary: [],
  rateChosen: false,
}
const methods = (losses = ['triplet:swap'], positives = ['all', 'k-easiest']) =>
  methodsAmong({ dataset: 'any' }, { losses, positives, negatives: [null] })

describe('sweepPlan', () => {
  it('varies the rate, and what loss and named rules declare and nobody chose', () => {
    const { methods: planned } = sweepPlan(methods(), asked)
    expect(planned.map(({ space }) => Object.keys(space))).toEqual([
      ['rate', 'triplet:margin', 'triplet:smooth'],
      ['rate', 'triplet:margin', 'triplet:smooth', 'positives:k-easiest:k'],
    ])
    expect(planned[1]!.usual).toEqual({
      rate: 0.001,
      'triplet:margin': 0.2,
      'triplet:smooth': false,
      'positives:k-easiest:k': 2,
    })
  })

  it('takes the ranges that are stated, for the methods that have the option', () => {
    const vary = ['triplet:margin=0.1..0.3', 'optimizer=adam|sgd', 'triplet:swap=true|false']
    const { methods: planned } = sweepPlan(methods(['triplet:swap', 'margin']), { ...asked, vary, rateChosen: true })
    expect(planned[0]!.space['triplet:margin']).toMatchObject({ low: 0.1, high: 0.3, log: false })
    expect(Object.keys(planned[0]!.space)).toEqual(['triplet:margin', 'triplet:swap', 'triplet:smooth', 'optimizer'])
    expect(Object.keys(planned[2]!.space)).not.toContain('triplet:margin')
    expect(Object.keys(planned[2]!.space)).toContain('optimizer')
  })

  it('gives every trial settings that can be trained, and the first those that are usual', () => {
    const { methods: planned } = sweepPlan(methods(), asked)
    const [, one] = planned
    expect(trialSettings(one!, 0)).toEqual(one!.settings)
    const { loss, positives, rate } = trialSettings(one!, 1)
    expect(loss).toMatch(/^triplet:swap:margin=0\.\d+/)
    expect(positives).toMatch(/^k-easiest(:k=[1-8])?$/)
    expect(rate).not.toBe(0.001)
  })

  it.each([
    [
      { vary: ['triplet:magrin=0.1..0.2'] },
      /^--vary: must be of an option .*, got 'triplet:magrin'; did you mean triplet:margin\?/,
    ],
    [{ vary: ['margin:beta=0.1..0.2'] }, /^--vary: must be of an option that may be varied/],
    [{ vary: ['seed=1|2'] }, /^--vary: must be of an option that may be varied/],
    [{ vary: ['rate=1..2', 'rate=3..4'] }, /^--vary: must give each option one range, got 'rate'/],
    [{ vary: ['rate=-1..2'] }, /^--rate: must be above 0, got -1/],
    [{ vary: ['optimizer=adam|adem'] }, /^--optimizer: must be one of sgd, adam/],
    [{ vary: ['triplet:margin=-1..1'] }, /margin must be a number at least 0/],
    [{ vary: ['warmup=0..100'] }, /^--warmup/],
    [{ vary: ['momentum=0.1..0.9'] }, /^--momentum: is an option of --optimizer sgd/],
    [{ budget: 4 }, /^--budget: must suffice for a step of each of the 5 trainings/],
  ])('refuses, before anything is trained: %j', (change, message) => {
    expect(() => sweepPlan(methods(), { ...asked, ...change })).toThrow(message)
  })

  it('refuses a sweep of nothing', () => {
    expect(() => sweepPlan([], asked)).toThrow("--losses: a sweep needs a method, got 'none'")
    const fixed = methods(['contrastive'], ['all'])
    expect(() => sweepPlan(fixed, { ...asked, rateChosen: true })).toThrow(
      '--vary: there is nothing to vary; state a range',
    )
    expect(() => sweepPlan([...methods(), ...methods()], asked)).toThrow('--losses: every method must differ')
  })
})

describe('a search', () => {
  const plan = sweepPlan(methods(['triplet'], ['all']), { ...asked, search: 'halving', trials: 9, folds: 3 })
  const [method] = plan.methods
  /** Trial 4 is best, and each gets better with training; nothing is known of round 3. */
  const value = (place: string): Measured => {
    const [, trial, round] = /trial(\d+)-round(\d)/.exec(place)!.map(Number)
    return { 'map@r': 0.1 * (5 - Math.abs(trial! - 4)) + 0.01 * round!, 'recall@1': 0 }
  }

  it('trains all in the first round, on every fold, and of the next the best', () => {
    const first = jobsOf(plan, 0, () => undefined)
    expect(first).toHaveLength(27)
    expect(first.slice(0, 3).map(({ settings }) => settings.fold)).toEqual(['1/3', '2/3', '3/3'])
    expect(new Set(first.map(({ place }) => place)).size).toBe(27)
    expect(first[0]!.settings.steps).toBe(10)
    const second = jobsOf(plan, 1, value)
    expect([...new Set(second.map(({ place }) => Number(/trial(\d)/.exec(place)![1])))]).toEqual([4, 3, 5])
    expect(second[0]!.settings.steps).toBe(30)
  })

  it('has the best of the last round as its winner', () => {
    const found = methodResult(plan, method!, value)
    expect(found.winner).toBe(4)
    expect(found.trials[4]!.rounds.map(({ steps }) => steps)).toEqual([10, 30, 90])
    expect(found.trials[0]!.rounds).toHaveLength(1)
    expect(found.trials[4]!.rounds[0]!.value).toBeCloseTo(0.51, 12)
  })

  it('drops a trial of which any fold failed, and says why', () => {
    const known = (place: string) => (/trial4-.*fold2of3/.test(place) ? 'the loss is no longer finite' : value(place))
    const found = methodResult(plan, method!, known)
    expect(found.winner).toBe(3)
    expect(found.trials[4]).toMatchObject({ failed: 'the loss is no longer finite' })
    expect(found.trials[4]!.rounds[0]!.value).toBeNull()
    expect(methodResult(plan, method!, () => 'the disk is full').winner).toBeNull()
  })
})

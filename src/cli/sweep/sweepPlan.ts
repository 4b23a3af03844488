import { closest } from '../../closest.ts'
import { demand, fail } from '../../errors.ts'
import { methodNames } from '../../runs/methodNames.ts'
import type { Settings } from '../../runs/settings.ts'
import type { SearchSpace, TrialChoice } from '../../sweep/drawTrials.ts'
import { drawTrials } from '../../sweep/drawTrials.ts'
import type { Budget, Rung } from '../../sweep/rungs.ts'
import { rungsOf } from '../../sweep/rungs.ts'
import { checkSettings } from '../checkSettings.ts'
import { methodFolderName } from '../runFolderName.ts'
import { methodSpace, variedOf } from './methodSpace.ts'
import type { Ranged } from './ranged.ts'
import { ranged } from './ranged.ts'
import { settingsWith } from './settingsWith.ts'

/** A method of a sweep, with all that will be tried of it. */
export interface SweptMethod {
  readonly name: string
  /** Of its folders. */
  readonly slug: string
  readonly settings: Settings
  readonly space: SearchSpace
  readonly usual: TrialChoice
  readonly trials: readonly TrialChoice[]
}

/** All that a sweep does before it knows any result. */
export interface SweepPlan {
  readonly methods: readonly SweptMethod[]
  readonly rungs: readonly Rung[]
  /** '1/4', ...: the parts of the training classes that are left out in turn, to be judged by. */
  readonly folds: readonly string[]
  readonly select: Select
}

/** What is chosen by, on classes that training left out. */
export const selects = ['map@r', 'recall@1'] as const
export type Select = (typeof selects)[number]

export interface SweepAsked extends Omit<Budget, 'folds'> {
  readonly seed: number
  /** Of cross-validation; 1: the last quarter of the classes alone. */
  readonly folds: number
  readonly select: Select
  /** As typed. */
  readonly vary: readonly string[]
  readonly rateChosen: boolean
}

/** Settings that may be varied, beside the options of losses and rules: those that decide neither the data nor the budget. */
const variable: readonly string[] = [
  ...['rate', 'optimizer', 'momentum', 'nesterov', 'weight-decay', 'schedule', 'warmup', 'clip', 'ema', 'accumulate'],
  ...[
    'distance',
    'reducer',
    'memory',
    'embedding',
    'norm',
    'pool',
    'head',
    'head-steps',
    'backbone-rate',
    'batch-norm',
  ],
  ...['sampler', 'classes', 'samples'],
]
const wholeSettings: readonly string[] = [
  'warmup',
  'accumulate',
  'memory',
  'embedding',
  'head-steps',
  'classes',
  'samples',
]

/** What a sweep over some methods will do. Fails on a range of an option that no method has, on values that do not fit, and on a budget
 *  that gives some training no step: all is looked at before anything is trained. */
export function sweepPlan(settings: readonly Settings[], asked: SweepAsked): SweepPlan {
  const { trials, seed, folds, select } = asked
  demand(settings.length > 0, { who: '--losses', rule: 'a sweep needs a method', value: 'none' })
  const ranges = statedRanges(settings, asked.vary)
  const rungs = rungsOf(asked)
  const names = methodNames(settings).short
  const methods = settings.map((one, m): SweptMethod => {
    const slug = methodFolderName(one)
    const own = new Set(variedOf(one).map(({ name }) => name))
    const stated = ranges.filter(({ name }) => variable.includes(name) || own.has(name))
    const { space, usual } = methodSpace(one, stated, asked.rateChosen)
    for (const { name, range } of stated)
      for (const value of range.kind === 'choice' ? range.values : [range.low, range.high])
        checkSettings(settingsWith(one, { [name]: value }))
    const drawn = drawTrials({ space, usual, trials, seed, method: slug })
    const method = { name: names[m]!, slug, settings: one, space, usual, trials: drawn }
    for (const trial of drawn.keys())
      for (const { steps } of rungs) checkSettings({ ...trialSettings(method, trial), steps })
    return method
  })
  const twice = methods.find(({ slug }, m) => methods.findIndex((other) => other.slug === slug) < m)
  demand(!twice, { who: '--losses', rule: 'every method must differ from the others', value: twice?.name })
  demand(methods.some(({ space }) => Object.keys(space).length > 0) || trials === 1, {
    who: '--vary',
    rule: 'there is nothing to vary',
    remedy: 'state a range, such as rate=1e-4..1e-2:log, or give --trials 1',
  })
  const parts = folds === 1 ? ['4/4'] : Array.from({ length: folds }, (_, i) => `${i + 1}/${folds}`)
  return { methods, rungs, folds: parts, select }
}

/** The settings of a method's trial. What is usual there stays unsaid. */
export function trialSettings({ settings, usual, trials }: SweptMethod, trial: number): Settings {
  const changed = Object.entries(trials[trial]!).filter(([name, value]) => value !== usual[name])
  return settingsWith(settings, Object.fromEntries(changed))
}

function statedRanges(settings: readonly Settings[], vary: readonly string[]): Ranged[] {
  const ofMethods = settings.flatMap((one) => variedOf(one))
  const known = [...new Set([...variable, ...ofMethods.map(({ name }) => name)])]
  const isWhole = (name: string): boolean =>
    wholeSettings.includes(name) || (ofMethods.find((one) => one.name === name)?.option.whole ?? false)
  return vary.map((text, i) => {
    const found = ranged(text, isWhole)
    if (!known.includes(found.name)) {
      const near = closest(found.name, known)
      fail({
        who: '--vary',
        rule: `must be of an option that may be varied: ${known.join(', ')}`,
        value: found.name,
        ...(near === undefined ? {} : { remedy: `did you mean ${near}?` }),
      })
    }
    demand(!vary.slice(0, i).some((other) => other.startsWith(`${found.name}=`)), {
      who: '--vary',
      rule: 'must give each option one range',
      value: found.name,
    })
    return found
  })
}

import { fail, NearkinError } from '../errors.ts'
import { crossBatchMemory } from '../losses/crossBatchMemory.ts'
import type { Loss } from '../losses/loss.ts'
import type { Rules } from '../pairs/rule.ts'
import {
  decided,
  distances,
  lossFactories,
  negativeRules,
  optionsOf,
  positiveRules,
  reducersByName,
} from './choices.ts'
import { ofTheOption } from './ofTheOption.ts'
import type { Settings } from './settings.ts'
import { specOf } from './spec.ts'
import { traceLoss } from './traceLoss.ts'

type Chosen = Pick<Settings, 'loss' | 'positives' | 'negatives'>

/** The rules of the settings by name, those of the loss's paper where none are asked for; null where the loss has none. */
export function ruleNames({ loss, positives, negatives }: Chosen): {
  readonly positives: string | null
  readonly negatives: string | null
} {
  const usual = aboutOf(loss).rules
  return {
    positives: usual ? (positives ?? usual.positives.name) : null,
    negatives: usual ? (negatives ?? usual.negatives.name) : null,
  }
}

/** Whether positives and negatives are arguments of a loss. */
export const hasRules = (loss: string): boolean => aboutOf(loss).rules !== undefined

const aboutOf = (loss: string) => lossFactories[specOf(loss, '--loss', optionsOf(lossFactories)).name]!.about

/** The loss that the settings name: here, and nowhere below, strings become functions.
 *  @param classes how many classes are trained on
 *  @param dimension of the embedding
 *  @param mostPositives that one anchor can have in the memory. Default: as many as it holds
 *  Fails on rules that cannot go together, on an option that the loss does not have, and on a memory that it does not take. */
export function lossOf(
  settings: Settings,
  { classes, dimension, mostPositives }: { classes: number; dimension: number; mostPositives?: number },
): Loss {
  const { name, options } = specOf(settings.loss, '--loss', optionsOf(lossFactories))
  const factory = lossFactories[name]!
  const { about } = factory
  refuse('positives', settings.positives, about.rules, name)
  refuse('negatives', settings.negatives, about.rules, name)
  refuse('distance', settings.distance, about.distance, name)
  refuse('reducer', settings.reducer, about.reducer, name)
  const fromData = Object.fromEntries(
    Object.entries({ classes, dimension }).filter(([option]) => decided.includes(option) && option in about.options),
  )
  const choices = {
    ...options,
    ...fromData,
    ...(about.rules ? rulesOf(settings) : {}),
    ...(settings.distance === null ? {} : { distance: distances[settings.distance]() }),
    ...(settings.reducer === null ? {} : { reducer: reducersByName[settings.reducer]() }),
  }
  const loss = ofTheOption('--loss', () => factory(choices as never))
  if (settings.memory === null) return loss
  demandMemorable(loss, { name, dimension })
  const bound = mostPositives === undefined ? {} : { mostPositives }
  return ofTheOption('--memory', () => crossBatchMemory(loss, { size: settings.memory!, dimension, ...bound }))
}

/** Fails on a loss that takes no references: whether it does, it says itself when it is asked for a small batch. */
function demandMemorable(loss: Loss, { name, dimension }: { name: string; dimension: number }): void {
  const size = 4
  const refusal = (one: Loss): NearkinError | undefined => {
    try {
      traceLoss(one, { size, dimension })
      return undefined
    } catch (error) {
      if (error instanceof NearkinError) return error
      throw error
    }
  }
  const refused = refusal(crossBatchMemory(loss, { size, dimension }))
  // What such a loss refuses of any batch as small is no matter of the memory.
  if (refused && !refusal(loss))
    fail({
      who: '--memory',
      rule: `${name} loss takes no memory: ${refused.complaint.rule}`,
      remedy: 'leave it out, or choose another loss',
    })
}

function refuse(option: string, value: string | null, has: unknown, loss: string): void {
  if (value !== null && !has)
    fail({
      who: `--${option}`,
      rule: `is no choice of ${loss} loss`,
      value,
      remedy: 'leave it out, or choose another loss',
    })
}

function rulesOf(settings: Settings): Partial<Rules> {
  const positive =
    settings.positives === null ? null : specOf(settings.positives, '--positives', optionsOf(positiveRules))
  const negative =
    settings.negatives === null ? null : specOf(settings.negatives, '--negatives', optionsOf(negativeRules))
  const usual = aboutOf(settings.loss).rules!
  const positives = positive
    ? ofTheOption('--positives', () => positiveRules[positive.name]!(positive.options as never))
    : usual.positives
  const negatives = negative
    ? ofTheOption('--negatives', () => negativeRules[negative.name]!(negative.options as never))
    : usual.negatives
  if (positives.bound && negatives.bound)
    fail({
      who: `--positives ${positives.name} --negatives ${negatives.name}`,
      rule: 'one side must choose without the other, for the other to measure from it',
      remedy: 'take --negatives hardest, or --positives easiest',
    })
  return { positives, negatives } as Rules
}

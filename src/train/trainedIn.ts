import { demand } from '../errors.ts'
import { floats } from '../tensor/array.ts'
import type { State } from './state.ts'
import { trainedNames } from './state.ts'
import type { StepDesign } from './stepDesign.ts'

/** The parameters of a state that a design trains, in the order of the state. Fails where there are none, and where the state lacks
 *  what the optimizer keeps of one. */
export function trainedIn({ trained, optimizer }: Pick<StepDesign, 'trained' | 'optimizer'>, state: State): string[] {
  const names = trainedNames(state, trained)
  demand(names.length > 0, {
    who: 'train step',
    rule: 'some parameter must be trained',
    remedy: 'leave trained out to train all, or let it hold for a name of the state, such as network.weight',
  })
  const slots = Object.keys(optimizer.init(floats([0])))
  for (const name of names)
    for (const slot of slots)
      demand(state[`optimizer.${name}.${slot}`], {
        who: 'train step',
        rule: `the state must hold what ${optimizer.name} keeps of ${name}`,
        value: `no ${slot}`,
        remedy: 'make the state by freshState with the same optimizer and the same trained',
      })
  return names
}

/** The part of a state that a step is fed: without what the optimizer keeps of frozen parameters, and without averages.
 *  @param names of what is trained */
export function fedTo(state: State, names: readonly string[]): State {
  const kept = names.map((name) => `optimizer.${name}.`)
  return Object.fromEntries(
    Object.entries(state).filter(
      ([name]) => !/^(optimizer|ema)\./.test(name) || kept.some((prefix) => name.startsWith(prefix)),
    ),
  )
}

/** Shapes of values, by name. */
export const shapesOf = (state: State, names: readonly string[]): Record<string, readonly number[]> =>
  Object.fromEntries(names.map((name) => [name, state[name]!.shape]))

import { demand, fail } from '../errors.ts'
import type { Optimizer } from '../optim/optimizer.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats } from '../tensor/array.ts'
import { prefixed } from '../tensor/prefixed.ts'
import type { StepDesign } from './stepDesign.ts'

/** Parameters whose updates take the same numbers. */
export interface Group {
  /** Before the names of its scalars among the inputs of the model. */
  readonly prefix: string
  readonly optimizer: Optimizer
  /** Of the learning rate. */
  readonly factor: number
  /** Steps that had been done when its training began. */
  readonly since: number
}

/** The groups of a design's parameters, in the order of the parameters, and the one of each.
 *  @param shapes of what is trained, by name */
export function groupsOf(
  { optimizer, rates, decayed, since }: Pick<StepDesign, 'optimizer' | 'rates' | 'decayed' | 'since'>,
  shapes: Readonly<Record<string, readonly number[]>>,
): { readonly all: readonly Group[]; readonly of: (name: string) => Group } {
  const byKey = new Map<string, Group>()
  const byName = new Map<string, Group>()
  for (const [name, shape] of Object.entries(shapes)) {
    const factor = rates?.(name) ?? 1
    demand(Number.isFinite(factor) && factor >= 0, {
      who,
      rule: `the factor of the learning rate of ${name} must be finite and not negative`,
      value: factor,
    })
    const decays = decayed?.(name, shape) ?? true
    const begun = since?.(name) ?? 0
    const key = `${factor} ${decays} ${begun}`
    const group = byKey.get(key) ?? {
      prefix: byKey.size === 0 ? 'scalar.' : `scalar.${byKey.size}.`,
      optimizer: decays ? optimizer : undecayed(optimizer),
      factor,
      since: begun,
    }
    byKey.set(key, group)
    byName.set(name, group)
  }
  return { all: [...byKey.values()], of: (name) => byName.get(name)! }
}

/** The numbers that a step's updates take, by the names of the inputs. */
export const scalarsOf = (
  groups: readonly Group[],
  { step, rate }: { readonly step: number; readonly rate: number },
): Record<string, NumericArray> =>
  Object.assign(
    {},
    ...groups.map(({ prefix, optimizer, factor, since }) => {
      const numbers = Object.entries(optimizer.scalars(step - since, rate * factor))
      return prefixed(prefix, Object.fromEntries(numbers.map(([name, value]) => [name, floats([value], [])])))
    }),
  )

const undecayed = (optimizer: Optimizer): Optimizer =>
  optimizer.undecayed?.() ??
  fail({
    who,
    rule: 'decayed needs an optimizer that says how it is without weight decay',
    value: optimizer.name,
    remedy: 'give it undecayed',
  })

const who = 'train step'

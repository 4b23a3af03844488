import { demand } from '../errors.ts'

/** What an option must be. */
export interface Rule {
  readonly must: string
  readonly holds: (x: number) => boolean
}

export const positive: Rule = { must: 'must be greater than 0', holds: (x) => x > 0 }
export const notNegative: Rule = { must: 'must not be negative', holds: (x) => x >= 0 }
export const fraction: Rule = { must: 'must lie in [0, 1)', holds: (x) => x >= 0 && x < 1 }
export const share: Rule = { must: 'must lie in [0, 1]', holds: (x) => x >= 0 && x <= 1 }
export const count: Rule = { must: 'must be a whole number of at least 1', holds: (x) => Number.isInteger(x) && x >= 1 }

/** Fails, naming the option and its value, unless every option is a finite number for which the rule holds.
 *  @param options the numbers by the options' names */
export function demandOptions(who: string, rule: Rule, options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options))
    demand(Number.isFinite(value) && rule.holds(value), { who, rule: `${name} ${rule.must}`, value })
}

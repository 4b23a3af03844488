import { demand } from '../errors.ts'

/** Fails, naming the option and its value, unless every size is a whole number of at least `least`.
 *  @param sizes the numbers by the options' names */
export function demandSizes(who: string, sizes: Readonly<Record<string, number>>, least = 1): void {
  for (const [name, value] of Object.entries(sizes))
    demand(Number.isInteger(value) && value >= least, {
      who,
      rule: `${name} must be a whole number of at least ${least}`,
      value,
    })
}

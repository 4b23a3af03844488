import { demand } from '../../errors.ts'

/** Fails unless the first of two options is not above the second.
 *  @param who whose options they are */
export function demandInOrder(who: string, options: Readonly<Record<string, number>>): void {
  const [[low, least], [high, most]] = Object.entries(options) as [[string, number], [string, number]]
  demand(least <= most, { who, rule: `${low} may not be above ${high}`, value: `${least} and ${most}` })
}

import { demand } from '../../errors.ts'

/** Throws unless the value is a whole number from 1. */
export function demandCount(who: string, name: string, value: number): void {
  demand(Number.isInteger(value) && value >= 1, { who, rule: `${name} must be a positive integer`, value })
}

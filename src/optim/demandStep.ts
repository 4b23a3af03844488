import { count, demandOptions, notNegative } from './demandOptions.ts'

/** Fails unless the step counts from 1 and the rate is a number that is not negative; 0 is where schedules may end. */
export function demandStep(who: string, step: number, rate: number): void {
  demandOptions(who, count, { step })
  demandOptions(who, notNegative, { rate })
}

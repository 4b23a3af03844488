import { availableParallelism } from 'node:os'
import { demand } from '../errors.ts'

/** Threads of the runtime where nobody says how many: those of the environment's NEARKIN_THREADS, or as many as there are cores.
 *  Several processes that train beside each other have one each. */
export function usualThreads(environment: NodeJS.ProcessEnv = process.env): number {
  const { NEARKIN_THREADS: given } = environment
  if (given === undefined || given === '') return availableParallelism()
  demand(/^[1-9]\d{0,3}$/.test(given), {
    who: 'NEARKIN_THREADS',
    rule: 'must be a whole number from 1 on',
    value: given,
    remedy: 'unset it for as many threads as there are cores',
  })
  return Number(given)
}

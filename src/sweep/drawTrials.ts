import { random } from '../random.ts'
import type { OptionRange, OptionValue } from './range.ts'
import { drawFrom } from './range.ts'

/** What is varied, by name. */
export type SearchSpace = Readonly<Record<string, OptionRange>>

/** One choice of all that is varied. */
export type TrialChoice = Readonly<Record<string, OptionValue | undefined>>

/** The trials of one method: first what is usual, so that no search ends below it, then choices drawn from the space (random search,
 *  Bergstra and Bengio 2012). What trial i draws for an option depends on the seed, the method's name, i and the option's name alone:
 *  more trials, other methods or other options change nothing of it.
 *  @param usual of each option; undefined where the loss decides */
export const drawTrials = ({
  space,
  usual,
  trials,
  seed,
  method,
}: {
  readonly space: SearchSpace
  readonly usual: TrialChoice
  readonly trials: number
  readonly seed: number
  readonly method: string
}): TrialChoice[] =>
  Array.from({ length: trials }, (_, i) =>
    Object.fromEntries(
      Object.entries(space).map(([name, range]) => [
        name,
        i === 0 ? usual[name] : drawFrom(range, random(`${seed}/sweep/${method}/${i}/${name}`)),
      ]),
    ),
  )

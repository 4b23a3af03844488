import { random } from '../random.ts'
import type { Range, Value } from './range.ts'
import { drawFrom } from './range.ts'

/** What is varied, by name. */
export type Space = Readonly<Record<string, Range>>

/** One choice of all that is varied. */
export type Choice = Readonly<Record<string, Value | undefined>>

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
  readonly space: Space
  readonly usual: Choice
  readonly trials: number
  readonly seed: number
  readonly method: string
}): Choice[] =>
  Array.from({ length: trials }, (_, i) =>
    Object.fromEntries(
      Object.entries(space).map(([name, range]) => [
        name,
        i === 0 ? usual[name] : drawFrom(range, random(`${seed}/sweep/${method}/${i}/${name}`)),
      ]),
    ),
  )

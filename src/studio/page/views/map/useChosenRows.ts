import { useMemo } from 'preact/hooks'
import { type Choice, chosenRows } from './choice.ts'
import type { MapRun } from './useMapRun.ts'

const none: readonly number[] = []

/** The rows of a run that are chosen; the same array until something of it changes.
 *  @param codes class of each row @param other the run beside it, in which rows may have been chosen
 *  @param link from the rows of the other run to this one's, see `useLink` */
export function useChosenRows(
  choice: Choice | null,
  map: MapRun | null,
  codes: Int32Array,
  other: MapRun | null,
  link: Int32Array | 'same' | null,
): readonly number[] {
  // Rows of a third run, chosen before, go by no link between these two.
  const linked = choice?.by !== 'rows' || choice.run === other?.run.id
  const known = linked ? link : null
  return useMemo(
    () => (map && choice ? chosenRows(choice, map.run.id, codes, known) : none),
    [choice, map, codes, known],
  )
}

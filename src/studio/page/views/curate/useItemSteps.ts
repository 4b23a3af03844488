import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Decision } from '../../../api.ts'
import { setParams } from '../../data/setParams.ts'
import { leftOutOf } from './leftOutOf.ts'
import { type Item, isLookedAt, nextOpen, subjectsOf } from './queues.ts'
import { stepsBack } from './stepsBack.ts'
import { subjectOf } from './subjects.ts'
import type { CurationHere } from './useCuration.ts'

/** Ways through the items of a queue. */
export interface ItemSteps {
  /** To an item; nowhere where there is none at that place. */
  readonly goTo: (place: number) => void
  /** Decides, and goes to the next item that is open. */
  readonly decide: (decision: Decision) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** What came of the last step, to be read out. */
  readonly said: string
  readonly focusHeading: () => void
}

/** Goes through the items of a queue. Wherever a step leads, the heading takes the focus, so that a screen reader reads it out.
 *  @param onArrive is told whenever another item is shown */
export function useItemSteps(
  items: readonly Item[],
  at: number,
  here: CurationHere,
  heading: RefObject<HTMLElement | null>,
  onArrive: () => void,
): ItemSteps {
  const stepped = useRef(false)
  const [said, setSaid] = useState('')
  const focusHeading = () => heading.current?.focus({ preventScroll: true })
  const item = items[at]!
  useEffect(() => {
    onArrive()
    if (!stepped.current) return
    stepped.current = false
    focusHeading()
    heading.current?.scrollIntoView({ block: 'nearest' })
  }, [`${item.queue} ${subjectsOf(item)[0]}`, at])
  const goTo = (place: number) => {
    if (place < 0 || place >= items.length) return
    stepped.current = true
    setParams({ at: place === 0 ? null : String(place + 1) })
  }
  const { undoable, redoable, last } = stepsBack(here.curation, here.unsaved)
  return {
    said,
    focusHeading,
    goTo,
    decide(decision) {
      // Not confirmed yet, it has no name to be revoked by.
      for (const { row, made } of leftOutOf(decision, here.on))
        if (made) here.revoke(made)
        else here.decide({ do: 'keep', row })
      here.decide(decision)
      const open = items.map((one) => !isLookedAt(one, here.on))
      const next = nextOpen(at, open)
      setSaid(next === null ? 'All have been looked at.' : '')
      if (next === null) focusHeading()
      else goTo(next)
    },
    canUndo: undoable > 0,
    undo() {
      if (undoable === 0) return setSaid('There is nothing to take back.')
      here.undo()
      setSaid('The last decision is taken back.')
      const of = last && subjectOf(last)
      const place = items.findIndex((one) =>
        isLookedAt(one, (subject) => (subject === of ? { decision: last! } : null)),
      )
      if (place >= 0 && place !== at) goTo(place)
    },
    canRedo: redoable > 0,
    redo() {
      if (redoable === 0) return setSaid('Nothing was taken back that could be decided again.')
      here.redo()
      setSaid('What was taken back is decided again.')
    },
  }
}

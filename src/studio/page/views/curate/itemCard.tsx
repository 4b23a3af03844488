import { useRef, useState } from 'preact/hooks'
import type { Decision, RunDetail } from '../../../api.ts'
import { Actions } from './actions.tsx'
import { actionsFor } from './actionsFor.ts'
import { DecidedOn } from './decidedOn.tsx'
import { ImageItem } from './imageItem.tsx'
import { ItemField } from './itemField.tsx'
import { ItemTitle } from './itemTitle.tsx'
import { KindItem } from './kindItem.tsx'
import { PairItem } from './pairItem.tsx'
import type { Item } from './queues.ts'
import { Shortcuts } from './shortcuts.tsx'
import { useCurateKeys } from './useCurateKeys.ts'
import type { CurationHere } from './useCuration.ts'
import { useItemSteps } from './useItemSteps.ts'

/** One item of a queue: what it is about, the evidence, and what can be decided. What was decided leads to the next that is open. */
export function ItemCard({
  run,
  detail,
  items,
  at,
  here,
  level,
}: {
  readonly run: string
  readonly detail: RunDetail
  readonly items: readonly Item[]
  readonly at: number
  readonly here: CurationHere
  /** The label that is curated. */
  readonly level: string
}) {
  const item = items[at]!
  const heading = useRef<HTMLHeadingElement>(null)
  const [typing, setTyping] = useState(false)
  const [help, setHelp] = useState(false)
  const { goTo, undo, redo, said, focusHeading, ...steps } = useItemSteps(items, at, here, heading, () =>
    setTyping(false),
  )
  const [before, after] = [() => goTo(at - 1), () => goTo(at + 1)]
  const decide = (decision: Decision) => {
    steps.decide(decision)
    setTyping(false)
  }
  const actions = actionsFor(item, { decide, type: () => setTyping(true), later: after })
  useCurateKeys({
    ...Object.fromEntries(actions.map(({ keys, act }) => [keys, act])),
    u: undo,
    U: redo,
    j: after,
    p: before,
    ArrowRight: after,
    ArrowLeft: before,
    '?': () => setHelp(true),
  })
  return (
    <article class="card item" aria-labelledby="item-heading">
      <header>
        <h2 id="item-heading" ref={heading} tabIndex={-1}>
          {items.length > 1 && (
            <span class="place">
              {(at + 1).toLocaleString('en')} of {items.length.toLocaleString('en')}
            </span>
          )}{' '}
          <ItemTitle item={item} />
        </h2>
        <div class="steps">
          <button type="button" class="button" disabled={at === 0} onClick={before} aria-label="previous item">
            ←
          </button>
          <button type="button" class="button" disabled={at >= items.length - 1} onClick={after} aria-label="next item">
            →
          </button>
        </div>
      </header>
      <Shown run={run} detail={detail} item={item} here={here} level={level} />
      <DecidedOn item={item} here={here} onRevoked={focusHeading} />
      {typing ? (
        <ItemField
          item={item}
          level={level}
          classes={detail.columns.find(({ name }) => name === level)?.classes ?? []}
          onDecide={decide}
          onCancel={() => {
            setTyping(false)
            focusHeading()
          }}
        />
      ) : (
        <Actions actions={actions} />
      )}
      <footer class="item-foot">
        <button type="button" class="button" disabled={!steps.canUndo} onClick={undo}>
          Undo <kbd>u</kbd>
        </button>
        <button type="button" class="button" disabled={!steps.canRedo} onClick={redo}>
          Redo <kbd>⇧u</kbd>
        </button>
        <button type="button" class="button" onClick={() => setHelp(true)}>
          Keys <kbd>?</kbd>
        </button>
        <span class="small" role="status">
          {said}
        </span>
      </footer>
      {help && <Shortcuts actions={actions} onClose={() => setHelp(false)} />}
    </article>
  )
}

/** What an item is about, with the evidence. */
function Shown({
  run,
  detail,
  item,
  here,
  level,
}: {
  readonly run: string
  readonly detail: RunDetail
  readonly item: Item
  readonly here: CurationHere
  readonly level: string
}) {
  if (item.queue === 'pairs') return <PairItem run={run} detail={detail} pair={item.pair} here={here} />
  if (item.queue === 'kinds') return <KindItem run={run} detail={detail} item={item} />
  const error = item.queue === 'errors' ? item.error : null
  return <ImageItem run={run} detail={detail} row={item.row} level={level} error={error} />
}

import { useEffect, useRef, useState } from 'preact/hooks'
import type { Decision, RunDetail } from '../../../api.ts'
import { setParams } from '../../data/setParams.ts'
import { Actions } from './actions.tsx'
import { actionsFor } from './actionsFor.ts'
import { decisionWords } from './decisionWords.ts'
import { ImageItem } from './imageItem.tsx'
import { KindItem } from './kindItem.tsx'
import { LabelField } from './labelField.tsx'
import { leftOutOf } from './leftOutOf.ts'
import { PairItem } from './pairItem.tsx'
import { type Item, isLookedAt, nextOpen } from './queues.ts'
import { Shortcuts } from './shortcuts.tsx'
import { stepsBack } from './stepsBack.ts'
import { useCurateKeys } from './useCurateKeys.ts'
import type { CurationHere } from './useCuration.ts'

/** One item of a queue: what it is about, the evidence, and what can be decided. What was decided leads to the next that is open, and
 *  its heading takes the focus, so that a screen reader reads it out. */
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
  const focusHeading = useRef(false)
  const [typing, setTyping] = useState(false)
  const [help, setHelp] = useState(false)
  const [said, setSaid] = useState('')
  const key = keyOf(item)
  useEffect(() => {
    setTyping(false)
    if (!focusHeading.current) return
    focusHeading.current = false
    heading.current?.focus({ preventScroll: true })
    heading.current?.scrollIntoView({ block: 'nearest' })
  }, [key, at])
  const goTo = (place: number) => {
    if (place < 0 || place >= items.length) return
    focusHeading.current = true
    setParams({ at: place === 0 ? null : String(place + 1) })
  }
  const decide = (decision: Decision) => {
    // Not confirmed yet, it has no name to be revoked by.
    for (const { row, made } of leftOutOf(decision, here.on))
      if (made) here.revoke(made)
      else here.decide({ do: 'keep', row })
    here.decide(decision)
    setTyping(false)
    const open = items.map((one) => !isLookedAt(one, here.on))
    const next = nextOpen(at, open)
    setSaid(next === null ? 'All have been looked at.' : '')
    if (next === null) heading.current?.focus({ preventScroll: true })
    else goTo(next)
  }
  const { undoable, redoable, last } = stepsBack(here.curation, here.unsaved)
  const undo = () => {
    if (undoable === 0) return setSaid('There is nothing to take back.')
    here.undo()
    setSaid('The last decision is taken back.')
    const place = last ? items.findIndex((one) => isLookedAt(one, (asked) => sameSubject(asked, last))) : -1
    if (place >= 0 && place !== at) goTo(place)
  }
  const redo = () => {
    if (redoable === 0) return setSaid('Nothing was taken back that could be decided again.')
    here.redo()
    setSaid('What was taken back is decided again.')
  }
  const actions = actionsFor(item, {
    decide,
    type: () => setTyping(true),
    later: () => goTo(at + 1),
  })
  useCurateKeys({
    ...Object.fromEntries(actions.map(({ keys, act }) => [keys, act])),
    u: undo,
    U: redo,
    j: () => goTo(at + 1),
    p: () => goTo(at - 1),
    ArrowRight: () => goTo(at + 1),
    ArrowLeft: () => goTo(at - 1),
    '?': () => setHelp(true),
  })
  const decided = decidedOn(item, here)
  const classes = detail.columns.find(({ name }) => name === level)?.classes ?? []
  return (
    <article class="card item" aria-labelledby="item-heading">
      <header>
        <h2 id="item-heading" ref={heading} tabIndex={-1}>
          {items.length > 1 && (
            <span class="place">
              {(at + 1).toLocaleString('en')} of {items.length.toLocaleString('en')}
            </span>
          )}{' '}
          <Title item={item} />
        </h2>
        <div class="steps">
          <button
            type="button"
            class="button"
            disabled={at === 0}
            onClick={() => goTo(at - 1)}
            aria-label="previous item"
          >
            ←
          </button>
          <button
            type="button"
            class="button"
            disabled={at >= items.length - 1}
            onClick={() => goTo(at + 1)}
            aria-label="next item"
          >
            →
          </button>
        </div>
      </header>
      {item.queue === 'errors' && (
        <ImageItem run={run} detail={detail} row={item.error.row} level={level} error={item.error} />
      )}
      {item.queue === 'image' && <ImageItem run={run} detail={detail} row={item.row} level={level} error={null} />}
      {item.queue === 'pairs' && <PairItem run={run} detail={detail} pair={item.pair} here={here} />}
      {item.queue === 'kinds' && <KindItem run={run} detail={detail} item={item} />}
      {decided.map(({ words, revoke }) => (
        <p key={words} class="decided">
          <span>
            Decided: <bdi>{words}</bdi>
          </span>
          {revoke && (
            <button
              type="button"
              class="button"
              onClick={() => {
                revoke()
                // This button goes with what it takes back.
                heading.current?.focus({ preventScroll: true })
              }}
            >
              Take back
            </button>
          )}
        </p>
      ))}
      {typing ? (
        <LabelField
          title={item.queue === 'kinds' ? 'Name of this kind' : `Its ${level}`}
          suggestions={item.queue === 'kinds' ? [] : classes}
          start={item.queue === 'kinds' ? `${item.of.name}/` : ''}
          newWords={item.queue === 'kinds' ? '' : 'a new class'}
          onDone={(text) => {
            if (item.queue === 'kinds') decide({ do: 'name kind', kind: item.kind, name: text })
            else if (item.queue === 'errors') decide({ do: 'relabel', row: item.error.row, label: text })
            else if (item.queue === 'image') decide({ do: 'relabel', row: item.row, label: text })
          }}
          onCancel={() => {
            setTyping(false)
            heading.current?.focus({ preventScroll: true })
          }}
        />
      ) : (
        <Actions actions={actions} />
      )}
      <footer class="item-foot">
        <button type="button" class="button" disabled={undoable === 0} onClick={undo}>
          Undo <kbd>u</kbd>
        </button>
        <button type="button" class="button" disabled={redoable === 0} onClick={redo}>
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

function Title({ item }: { readonly item: Item }) {
  switch (item.queue) {
    case 'errors':
      return (
        <>
          Is it <bdi>{item.error.suggested}</bdi>, and not <bdi>{item.error.label}</bdi>?
        </>
      )
    case 'pairs':
      return <>Is it the same image twice?</>
    case 'kinds':
      return (
        <>
          Is <bdi>{item.name}</bdi> a kind of its own?
        </>
      )
    case 'image':
      return <>What is it?</>
  }
}

const keyOf = (item: Item): string =>
  item.queue === 'errors'
    ? `error ${item.error.row}`
    : item.queue === 'pairs'
      ? `pair ${item.pair.a} ${item.pair.b}`
      : item.queue === 'kinds'
        ? `kind ${item.kind}`
        : `image ${item.row}`

/** What is decided on the subjects of an item, in words, and how to take it back. */
function decidedOn(item: Item, here: CurationHere): { words: string; revoke: (() => void) | null }[] {
  const asked: readonly Decision[] =
    item.queue === 'errors'
      ? [{ do: 'keep', row: item.error.row }]
      : item.queue === 'image'
        ? [{ do: 'keep', row: item.row }]
        : item.queue === 'kinds'
          ? [{ do: 'refuse kind', kind: item.kind }]
          : [
              { do: 'keep both', a: item.pair.a, b: item.pair.b },
              { do: 'keep', row: item.pair.a },
              { do: 'keep', row: item.pair.b },
            ]
  return asked.flatMap((decision, i) => {
    const found = here.on(decision)
    if (!found) return []
    const { made } = found
    const which = item.queue === 'pairs' && i > 0 ? `the ${i === 1 ? 'left' : 'right'} one ` : ''
    const words = which + decisionWords(found.decision, made?.was ?? null)
    return [{ words: made ? words : `${words} (not saved yet)`, revoke: made && (() => here.revoke(made)) }]
  })
}

function sameSubject(asked: Decision, last: Decision): { decision: Decision } | null {
  const same =
    'row' in asked && 'row' in last
      ? asked.row === last.row
      : 'kind' in asked && 'kind' in last
        ? asked.kind === last.kind
        : 'a' in asked && 'a' in last && asked.a === last.a && asked.b === last.b
  return same ? { decision: last } : null
}

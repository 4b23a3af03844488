import { useEffect, useId, useRef, useState } from 'preact/hooks'

/** More suggestions help nobody, and slow the page. */
const most = 200

/** A label to be typed, completed from the classes that there are. Enter takes it, Escape does not.
 *  @param newWords what is said of one that is not among the suggestions */
export function LabelField({
  title,
  suggestions,
  start,
  newWords,
  onDone,
  onCancel,
}: {
  readonly title: string
  readonly suggestions: readonly string[]
  readonly start: string
  readonly newWords: string
  readonly onDone: (text: string) => void
  readonly onCancel: () => void
}) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(start)
  useEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(start.length, start.length)
  }, [start])
  const sought = text.trim().toLowerCase()
  const found = suggestions.filter((name) => name.toLowerCase().includes(sought))
  const typed = suggestions.includes(text) ? text : text.trim()
  const isNew = typed !== '' && !suggestions.includes(typed)
  return (
    <form
      class="label-field"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed !== '') onDone(typed)
      }}
    >
      <label class="field">
        {title}
        <input
          ref={field}
          list={id}
          value={text}
          maxLength={500}
          autoComplete="off"
          aria-describedby={`${id}-words`}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onCancel()
            // Tab completes what can be only one.
            if (event.key === 'Tab' && !event.shiftKey && found.length === 1 && found[0] !== text) {
              event.preventDefault()
              setText(found[0]!)
            }
          }}
        />
        <datalist id={id}>
          {found.slice(0, most).map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </label>
      <button type="submit" class="button primary" disabled={typed === ''}>
        Take it <kbd>↵</kbd>
      </button>
      <button type="button" class="button" onClick={onCancel}>
        Cancel <kbd>Esc</kbd>
      </button>
      <p id={`${id}-words`} class="small" role="status">
        {isNew && newWords !== ''
          ? `${newWords}`
          : isNew || sought === ''
            ? ''
            : `${found.length} classes begin or go on so`}
      </p>
    </form>
  )
}

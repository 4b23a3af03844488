import { useEffect, useId, useState } from 'preact/hooks'

/** More suggestions help nobody, and slow the page. */
const most = 200

/** A class to be named by typing, with suggestions; empty for all.
 *  @param onChange is given a class that there is, or null */
export function ClassField({
  classes,
  value,
  onChange,
}: {
  readonly classes: readonly string[]
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}) {
  const id = useId()
  const [typed, setTyped] = useState(value ?? '')
  useEffect(() => setTyped(value ?? ''), [value])
  const unknown = typed !== '' && !classes.includes(typed)
  const sought = typed.toLowerCase()
  const suggested = classes.filter((name) => name.toLowerCase().includes(sought)).slice(0, most)
  return (
    <label class="field">
      Class
      <input
        type="search"
        list={id}
        value={typed}
        placeholder="all classes"
        aria-invalid={unknown && typed === value}
        onInput={({ currentTarget: { value: next } }) => {
          setTyped(next)
          if (next === '') onChange(null)
          else if (classes.includes(next)) onChange(next)
        }}
        onBlur={() => setTyped(value ?? '')}
      />
      <datalist id={id}>
        {suggested.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  )
}

import { useState } from 'preact/hooks'
import type { Colouring } from './colouring.ts'

/** Classes listed until more are asked for. */
const few = 60

/** The classes of a map with their colours and counts. A press hides one or shows it again, or with the shift key shows it alone; a
 *  second button chooses all of its images.
 *  @param hidden classes left out */
export function Legend({
  colouring,
  colours,
  counts,
  hidden,
  onHide,
  onChoose,
}: {
  readonly colouring: Colouring
  readonly colours: readonly string[]
  readonly counts: Int32Array
  readonly hidden: ReadonlySet<number>
  readonly onHide: (hidden: readonly number[]) => void
  readonly onChoose: (place: number) => void
}) {
  const [sought, seek] = useState('')
  const [all, setAll] = useState(false)
  const { classes } = colouring
  const places = [...classes.keys()]
  const found = places.filter((place) => classes[place]!.toLowerCase().includes(sought.trim().toLowerCase()))
  const listed = all ? found : found.slice(0, few)
  const alone = (place: number) => hidden.size === classes.length - 1 && !hidden.has(place)
  const onPress = (place: number, isolate: boolean) => {
    if (isolate) onHide(alone(place) ? [] : places.filter((other) => other !== place))
    else onHide(hidden.has(place) ? [...hidden].filter((other) => other !== place) : [...hidden, place])
  }
  return (
    <section class="map-legend card" aria-label={colouring.role === 'run' ? 'Runs' : `Classes by ${colouring.column}`}>
      <header>
        <h2>{colouring.column}</h2>
        <span class="small">
          {classes.length.toLocaleString('en')}{' '}
          {colouring.role === 'run' ? 'runs' : classes.length === 1 ? 'class' : 'classes'}
        </span>
      </header>
      {classes.length > 12 && (
        <input
          type="search"
          class="map-seek"
          placeholder="find a class"
          aria-label="Find a class"
          value={sought}
          onInput={({ currentTarget }) => seek(currentTarget.value)}
        />
      )}
      <ul>
        {listed.map((place) => (
          <li key={place} class={hidden.has(place) ? 'off' : ''}>
            <button
              type="button"
              class="map-class"
              aria-pressed={!hidden.has(place)}
              title={`${classes[place]}: press to hide or show, with shift to show alone`}
              onClick={(event) => onPress(place, event.shiftKey)}
            >
              <svg viewBox="0 0 12 12" aria-hidden="true">
                <circle cx="6" cy="6" r="5" fill={colours[place]} />
              </svg>
              <span>
                <bdi>{classes[place]}</bdi>
              </span>
              <i>{(counts[place] ?? 0).toLocaleString('en')}</i>
            </button>
            <button
              type="button"
              class="map-only"
              aria-pressed={alone(place)}
              aria-label={`Show only ${classes[place]}`}
              title="show alone"
              onClick={() => onPress(place, true)}
            >
              only
            </button>
            <button
              type="button"
              class="map-only"
              aria-label={`Choose all of ${classes[place]}`}
              title="choose all of it"
              onClick={() => onChoose(place)}
            >
              choose
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="small">No class is called so.</p>}
      <footer>
        {found.length > listed.length && (
          <button type="button" class="button" onClick={() => setAll(true)}>
            {(found.length - listed.length).toLocaleString('en')} more
          </button>
        )}
        {hidden.size > 0 && (
          <button type="button" class="button" onClick={() => onHide([])}>
            show all
          </button>
        )}
      </footer>
    </section>
  )
}

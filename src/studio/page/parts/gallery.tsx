import './gallery.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { RunDetail } from '../../api.ts'
import { isPlain } from '../data/keys.ts'
import { openImage } from '../data/openImage.ts'
import { useRows } from '../data/rows.ts'
import { shortLabel } from '../data/shortLabel.ts'
import { Pager } from './pager.tsx'
import { Tile } from './tile.tsx'

/** An image of a gallery. What is left out is asked for. */
export interface GalleryItem {
  readonly row: number
  readonly name?: string
  readonly label?: string | null
  /** A tick or a cross; null or left out for neither. */
  readonly right?: boolean | null
  readonly distance?: number | null
  readonly chosen?: boolean
}

/** Images of a run as a grid, page by page, or as a strip. One stop of the tab key; arrow keys, Home, End, Page Up and Page Down move
 *  inside; a press opens the image, unless `onPress` says otherwise.
 *  @param detail of the run, by which images are labelled: with the label that it is judged by
 *  @param title what a screen reader calls it */
export function Gallery({
  run,
  detail,
  rows,
  title,
  strip = false,
  size = 96,
  perPage = 60,
  onPress,
}: {
  readonly run: string
  readonly detail: RunDetail
  readonly rows: readonly (number | GalleryItem)[]
  readonly title: string
  readonly strip?: boolean
  readonly size?: number
  readonly perPage?: number
  readonly onPress?: (row: number) => void
}) {
  const [from, setFrom] = useState(0)
  const [at, setAt] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const focusNext = useRef(false)
  const first = from < rows.length ? from : 0
  const items = rows.slice(first, first + perPage).map((item) => (typeof item === 'number' ? { row: item } : item))
  const infos = useRows(
    run,
    items.filter(({ name, label }) => name === undefined || label === undefined).map(({ row }) => row),
  )
  const level = detail.columns.findIndex(({ name }) => name === detail.evaluateLabel)
  const classes = detail.columns[level]?.classes ?? []
  const labelOf = ({ row, label }: GalleryItem) =>
    label === undefined ? (infos.get(row)?.labels[level] ?? null) : label
  const current = Math.min(at, items.length - 1)
  useEffect(() => {
    setFrom(0)
    setAt(0)
  }, [run, rows.length])
  useEffect(() => {
    if (!focusNext.current) return
    focusNext.current = false
    buttonsOf(list.current)[current]?.focus()
  })
  const moveTo = (place: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, place))
    focusNext.current = true
    setFrom(Math.floor(to / perPage) * perPage)
    setAt(to % perPage)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const across = strip ? 1 : acrossOf(buttonsOf(list.current))
    const place = first + current
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: place + 1,
      ArrowLeft: place - 1,
      ArrowDown: place + across,
      ArrowUp: place - across,
      Home: 0,
      End: rows.length - 1,
      PageDown: place + perPage,
      PageUp: place - perPage,
    }
    const to = moves[event.key]
    if (to === undefined || !isPlain(event)) return
    event.preventDefault()
    moveTo(to)
  }
  return (
    <div class={`gallery ${strip ? 'strip' : ''}`} style={{ '--tile': `${size + 4}px` }}>
      {/* Keys are heard from the buttons inside. */}
      <ul ref={list} aria-label={title} onKeyDown={onKeyDown}>
        {items
          .map((item, i) => ({ ...item, i, label: labelOf(item) }))
          .map(({ row, name, label, right = null, distance = null, chosen = false, i }) => (
            <li key={row}>
              <Tile
                run={run}
                row={row}
                name={name ?? infos.get(row)?.name ?? `image ${row}`}
                label={label}
                shown={label === null ? null : shortLabel(label, classes)}
                right={right}
                distance={distance}
                chosen={chosen}
                size={size}
                tabIndex={i === current ? 0 : -1}
                onFocus={() => setAt(i)}
                onPress={() =>
                  onPress
                    ? onPress(row)
                    : openImage(
                        { run, row },
                        rows.map((one) => ({ run, row: typeof one === 'number' ? one : one.row })),
                      )
                }
              />
            </li>
          ))}
      </ul>
      <Pager from={first} count={perPage} total={rows.length} what="images" onMove={setFrom} />
    </div>
  )
}

const buttonsOf = (list: HTMLElement | null): HTMLElement[] => [...(list?.querySelectorAll('button') ?? [])]

/** How many stand beside one another in the first line. */
function acrossOf(buttons: readonly HTMLElement[]): number {
  const lower = buttons.findIndex(({ offsetTop }) => offsetTop > buttons[0]!.offsetTop)
  return lower < 0 ? buttons.length : lower
}

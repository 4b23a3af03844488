import './tile.css'
import { formatDistance } from '../data/formatDistance.ts'
import { Thumb } from './thumb.tsx'

/** One image as a button: the picture, framed and marked by whether it is right, its label and its distance. */
export function Tile({
  run,
  row,
  name,
  label = null,
  shown = label,
  right = null,
  distance = null,
  size = 96,
  chosen = false,
  tabIndex = 0,
  onPress,
  onFocus,
}: {
  readonly run: string
  readonly row: number
  readonly name: string
  readonly label?: string | null
  /** The label as it is written, where that is shorter; the whole is said on hovering. */
  readonly shown?: string | null
  /** A tick in a plain frame, or a cross in a dashed one; null for neither. */
  readonly right?: boolean | null
  /** Cosine distance to what it is a neighbour of. */
  readonly distance?: number | null
  readonly size?: number
  readonly chosen?: boolean
  readonly tabIndex?: number
  readonly onPress: () => void
  readonly onFocus?: () => void
}) {
  const mark = right === null ? '' : right ? 'right' : 'wrong'
  return (
    <button
      type="button"
      class={`tile ${mark} ${chosen ? 'chosen' : ''}`}
      style={{ width: `${size + 4}px` }}
      title={label === null ? name : `${label}\n${name}`}
      tabIndex={tabIndex}
      onClick={onPress}
      {...(onFocus && { onFocus })}
    >
      <span class="tile-frame">
        <Thumb run={run} row={row} name={name} size={size} />
        {mark && (
          <span class="tile-mark">
            <span aria-hidden="true">{right ? '✓' : '✕'}</span>
            <span class="sr">{mark}</span>
          </span>
        )}
      </span>
      {(label !== null || distance !== null) && (
        <span class="tile-words">
          {label !== null && (
            <b>
              <bdi>{shown}</bdi>
            </b>
          )}
          {distance !== null && (
            <i>
              <span class="sr">distance </span>
              {formatDistance(distance)}
            </i>
          )}
        </span>
      )}
    </button>
  )
}

import './thumb.css'
import { useState } from 'preact/hooks'
import { isReport } from '../data/embedded.ts'
import { sheetTile } from '../data/report/sheetTile.ts'
import { useRuns } from '../data/runs.tsx'

interface ThumbOptions {
  readonly run: string
  readonly row: number
  readonly name: string
  readonly size?: number
}

/** A small copy of an image; where there is none, a placeholder that says so. */
export function Thumb({ run, row, name, size = 72 }: ThumbOptions) {
  const stamp = useRuns().find(({ id }) => id === run)?.stamp
  // With the stamp of the preparation the browser may keep it for good.
  const src = `/api/runs/${run}/thumbnails/${row}${stamp ? `?v=${stamp}` : ''}`
  const [broken, setBroken] = useState<string | null>(null)
  if (isReport) return <TileOfSheet run={run} row={row} name={name} size={size} />
  if (broken === src) return <Missing name={name} size={size} />
  return (
    <img
      class="thumb"
      src={src}
      alt={name}
      width={size}
      height={size}
      loading="lazy"
      decoding="async"
      onError={() => setBroken(src)}
    />
  )
}

/** In a report all thumbnails are one sheet, the background of each. */
function TileOfSheet({ run, row, name, size }: Required<ThumbOptions>) {
  const tile = sheetTile(run, row)
  if (!tile) return <Missing name={name} size={size} />
  const { sheet, column, line } = tile
  return (
    <span
      class={`thumb tile ${sheet.tileWidth < 48 ? 'coarse' : ''}`}
      role="img"
      aria-label={name}
      title={name}
      style={{
        width: `${size}px`,
        height: `${size}px`,
        backgroundSize: `${sheet.columns * size}px ${sheet.rows * size}px`,
        backgroundPosition: `${-column * size}px ${-line * size}px`,
      }}
    />
  )
}

const Missing = ({ name, size }: { readonly name: string; readonly size: number }) => (
  <span
    class="thumb missing"
    style={{ width: `${size}px`, height: `${size}px` }}
    role="img"
    aria-label={`${name}: no picture`}
  >
    no picture
  </span>
)

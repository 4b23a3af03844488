import './thumb.css'
import { useState } from 'preact/hooks'

/** A small copy of an image; where there is none, a placeholder that says so. */
export function Thumb({
  run,
  row,
  name,
  size = 72,
}: {
  readonly run: string
  readonly row: number
  readonly name: string
  readonly size?: number
}) {
  const src = `/api/runs/${run}/thumbnails/${row}`
  const [broken, setBroken] = useState<string | null>(null)
  if (broken === src)
    return (
      <span
        class="thumb missing"
        style={{ width: `${size}px`, height: `${size}px` }}
        role="img"
        aria-label={`${name}: no picture`}
      >
        no picture
      </span>
    )
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

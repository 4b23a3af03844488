import { useEffect, useState } from 'preact/hooks'
import { getJson, isReport, type Unavailable } from '../data/resource.ts'
import { Thumb } from './thumb.tsx'

/** Pictures up to this many pixels a side are drawn with visible pixels. */
const tiny = 64

/** An image at full size; where its file is gone or broken, a placeholder with what the server says of it, and the small copy. A
 *  report has the small copy alone. */
export function WholeImage({ run, row, name }: { readonly run: string; readonly row: number; readonly name: string }) {
  const src = `/api/runs/${run}/images/${row}`
  const [broken, setBroken] = useState<string | null>(null)
  const [complaint, setComplaint] = useState('')
  const [small, setSmall] = useState(false)
  useEffect(() => {
    setBroken(null)
    setComplaint('')
    setSmall(false)
  }, [src])
  if (isReport) return <Thumb run={run} row={row} name={name} size={192} />
  if (broken === src)
    return (
      <div class="gone" role="alert">
        <Thumb run={run} row={row} name={name} size={96} />
        <p>{complaint || 'The image cannot be shown.'}</p>
      </div>
    )
  const onError = () => {
    setBroken(src)
    getJson(src).catch((error: Unavailable) => setComplaint(error.message))
  }
  return (
    <img
      class={small ? 'whole tiny' : 'whole'}
      src={src}
      alt={name}
      onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
        setSmall(Math.max(naturalWidth, naturalHeight) <= tiny)
      }
      onError={onError}
    />
  )
}

import { useCallback, useRef, useState } from 'preact/hooks'
import { Camera } from './camera.tsx'
import { useGivenPictures } from './useGivenPictures.ts'

/** Ways to give a picture to search with: a file, the camera on a press, dropping or pasting one anywhere on the page. */
export function OwnQuery({
  searching,
  onPicture,
  onComplaint,
}: {
  readonly searching: boolean
  readonly onPicture: (picture: Blob) => void
  readonly onComplaint: (complaint: string) => void
}) {
  const file = useRef<HTMLInputElement>(null)
  const [camera, setCamera] = useState(false)
  const take = useCallback(
    (picture: Blob) => {
      setCamera(false)
      onPicture(picture)
    },
    [onPicture],
  )
  const over = useGivenPictures(take, onComplaint)
  return (
    <fieldset class={`own ${over ? 'over' : ''}`}>
      <legend class="small">Search with a picture of your own</legend>
      <input
        ref={file}
        type="file"
        accept="image/*"
        hidden
        aria-label="A picture to search with"
        onChange={({ currentTarget }) => {
          const chosen = currentTarget.files?.[0]
          if (chosen) take(chosen)
          currentTarget.value = ''
        }}
      />
      <button type="button" class="button" disabled={searching} onClick={() => file.current?.click()}>
        {searching ? 'Searching …' : 'Choose a file'}
      </button>
      <button type="button" class="button" disabled={searching} onClick={() => setCamera(true)}>
        Camera
      </button>
      <span class="small">or drop or paste one here</span>
      {camera && <Camera onClose={() => setCamera(false)} onPicture={take} />}
    </fieldset>
  )
}

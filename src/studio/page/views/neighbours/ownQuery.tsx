import { useEffect, useRef, useState } from 'preact/hooks'
import { Camera } from './camera.tsx'
import { pictureIn } from './pictureIn.ts'

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
  const [over, setOver] = useState(false)
  useEffect(() => {
    const take = (event: Event, data: DataTransfer | null) => {
      if (!data || (data.files.length === 0 && data.items.length === 0)) return
      const picture = pictureIn([...data.files])
      if (picture) {
        event.preventDefault()
        onPicture(picture)
      } else if (event.type === 'drop') {
        event.preventDefault()
        onComplaint('What was dropped is no picture: drop an image file, such as a JPEG or PNG.')
      }
    }
    const onPaste = (event: ClipboardEvent) => take(event, event.clipboardData)
    const onDrop = (event: DragEvent) => {
      setOver(false)
      take(event, event.dataTransfer)
    }
    const onDragOver = (event: DragEvent) => {
      event.preventDefault()
      setOver(true)
    }
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    addEventListener('paste', onPaste)
    addEventListener('drop', onDrop)
    addEventListener('dragover', onDragOver)
    addEventListener('dragleave', onDragLeave)
    return () => {
      removeEventListener('paste', onPaste)
      removeEventListener('drop', onDrop)
      removeEventListener('dragover', onDragOver)
      removeEventListener('dragleave', onDragLeave)
    }
  }, [onPicture, onComplaint])
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
          if (chosen) onPicture(chosen)
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
      {camera && (
        <Camera
          onClose={() => setCamera(false)}
          onPicture={(picture) => {
            setCamera(false)
            onPicture(picture)
          }}
        />
      )}
    </fieldset>
  )
}

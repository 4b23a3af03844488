import { useEffect, useState } from 'preact/hooks'
import { pictureIn } from './pictureIn.ts'

/** Hears of pictures that are dropped or pasted anywhere on the page, and of what is none. A tile of the page itself that is dragged
 *  is not meant, nor is a text pasted into a field.
 *  @returns whether something is held over the page */
export function useGivenPictures(
  onPicture: (picture: Blob) => void,
  onComplaint: (complaint: string) => void,
): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    let own = false
    const take = (event: Event, data: DataTransfer | null) => {
      if (!data || data.items.length === 0 || own) return
      const picture = pictureIn(filesIn(data))
      event.preventDefault()
      if (picture) onPicture(picture)
      else
        onComplaint(
          `What was ${event.type === 'drop' ? 'dropped' : 'pasted'} is no picture: it must be an image file, such as a JPEG or PNG, or an image that was copied.`,
        )
    }
    const listeners = {
      paste: (event: ClipboardEvent) => {
        const data = event.clipboardData
        if (!(isField(event.target) && data?.types.includes('text/plain'))) take(event, data)
      },
      drop: (event: DragEvent) => {
        setOver(false)
        take(event, event.dataTransfer)
      },
      dragover: (event: DragEvent) => {
        if (own) return
        event.preventDefault()
        setOver(true)
      },
      dragleave: (event: DragEvent) => {
        if (event.relatedTarget === null) setOver(false)
      },
      dragstart: () => {
        own = true
      },
      dragend: () => {
        own = false
      },
    }
    const all = Object.entries(listeners) as [string, EventListener][]
    for (const [name, listener] of all) addEventListener(name, listener)
    return () => {
      for (const [name, listener] of all) removeEventListener(name, listener)
    }
  }, [onPicture, onComplaint])
  return over
}

/** Files, without the folders, which look like files of no type and cannot be read. */
function filesIn({ items }: DataTransfer): File[] {
  return [...items]
    .filter((item) => item.kind === 'file' && !item.webkitGetAsEntry()?.isDirectory)
    .flatMap((item) => item.getAsFile() ?? [])
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select') !== null

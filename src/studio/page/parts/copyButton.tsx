import { useRef } from 'preact/hooks'
import { useCopied } from '../data/useCopied.ts'

/** Copies a text. Where the browser does not let it, as in a page opened from a disk, the text before the button is selected. */
export function CopyButton({ text }: { readonly text: string }) {
  const [state, copy] = useCopied()
  const button = useRef<HTMLButtonElement>(null)
  const copyOrSelect = async () => {
    if (await copy(text)) return
    const before = button.current?.previousElementSibling
    if (before) getSelection()?.selectAllChildren(before)
  }
  return (
    <button ref={button} type="button" class="button" onClick={() => void copyOrSelect()}>
      {state === 'copied' ? 'copied' : 'copy'}
    </button>
  )
}

import { useRef, useState } from 'preact/hooks'

/** Copies a text. Where the browser does not let it, as in a page opened from a disk, the text before the button is selected. */
export function CopyButton({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      const before = button.current?.previousElementSibling
      if (before) getSelection()?.selectAllChildren(before)
    }
  }
  return (
    <button ref={button} type="button" class="button" onClick={() => void copy()}>
      {copied ? 'copied' : 'copy'}
    </button>
  )
}

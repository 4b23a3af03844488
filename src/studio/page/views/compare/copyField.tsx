import { useState } from 'preact/hooks'

/** Puts a text on the clipboard, and says so; where there is none, shows it to be copied by hand. */
export function CopyField({ name, text }: { readonly name: string; readonly text: () => string }) {
  const [state, setState] = useState<'' | 'copied' | 'by hand'>('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text())
      setState('copied')
      setTimeout(() => setState(''), 2500)
    } catch {
      setState('by hand')
    }
  }
  return (
    <>
      <button type="button" class="button" onClick={copy}>
        {state === 'copied' ? 'Copied' : name}
      </button>
      <span class="sr" role="status">
        {state === 'copied' ? 'Copied' : ''}
      </span>
      {state === 'by hand' && <textarea class="by-hand" readOnly rows={6} aria-label={name} value={text()} />}
    </>
  )
}

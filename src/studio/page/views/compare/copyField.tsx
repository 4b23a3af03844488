import { useCopied } from '../../data/useCopied.ts'

/** Puts a text on the clipboard, and says so; where there is none, shows it to be copied by hand. */
export function CopyField({ name, text }: { readonly name: string; readonly text: () => string }) {
  const [state, copy] = useCopied()
  return (
    <>
      <button type="button" class="button" onClick={() => void copy(text())}>
        {state === 'copied' ? 'Copied' : name}
      </button>
      <span class="sr" role="status">
        {state === 'copied' ? 'Copied' : ''}
      </span>
      {state === 'refused' && <textarea class="by-hand" readOnly rows={6} aria-label={name} value={text()} />}
    </>
  )
}

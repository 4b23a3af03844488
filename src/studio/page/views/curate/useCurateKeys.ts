import { useEffect, useRef } from 'preact/hooks'

/** Milliseconds in which a key after `g` means another view. */
const lead = 1200

/** Does what single keys stand for, from anywhere on the page but a field, a dialog and a gallery that has arrow keys of its own.
 *  @param keys by `event.key` */
export function useCurateKeys(keys: Readonly<Record<string, () => void>>): void {
  const current = useRef(keys)
  current.current = keys
  useEffect(() => {
    let led = 0
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (
        target.closest('input, select, textarea, dialog, [contenteditable]') ||
        document.querySelector('dialog[open]')
      )
        return
      if (event.key.startsWith('Arrow') && target.closest('.gallery, nav, summary')) return
      const after = performance.now() - led < lead
      led = event.key === 'g' && !after ? performance.now() : 0
      if (after) return
      const act = Object.hasOwn(current.current, event.key) ? current.current[event.key] : undefined
      if (!act) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}

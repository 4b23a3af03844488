import { useEffect, useRef } from 'preact/hooks'
import { isElsewhere, isPlain } from '../../data/keys.ts'

/** Does what single keys stand for, from anywhere on the page but a field, a dialog and a gallery that has arrow keys of its own.
 *  @param keys by `event.key` */
export function useCurateKeys(keys: Readonly<Record<string, () => void>>): void {
  const current = useRef(keys)
  current.current = keys
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.defaultPrevented || event.isComposing || !isPlain(event) || isElsewhere(event)) return
      if (event.key.startsWith('Arrow') && target.closest('.gallery, nav, summary')) return
      const act = Object.hasOwn(current.current, event.key) ? current.current[event.key] : undefined
      if (!act) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}

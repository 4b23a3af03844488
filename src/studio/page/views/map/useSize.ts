import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Size } from './camera.ts'

/** The size of an element in CSS pixels, 0 before it is laid out. */
export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, set] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    const watched = element.current
    if (!watched) return
    const watch = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = watched
      set((before) => (before.width === width && before.height === height ? before : { width, height }))
    })
    watch.observe(watched)
    return () => watch.disconnect()
  }, [element])
  return size
}

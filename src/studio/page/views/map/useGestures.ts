import { useEffect, useRef } from 'preact/hooks'
import { type Camera, panned, type Size, zoomed } from './camera.ts'

export interface Gestures {
  readonly size: Size
  readonly camera: () => Camera
  readonly move: (camera: Camera) => void
  /** Whether a drag draws a line around points; with the shift key it always does. */
  readonly lasso: boolean
  /** The line as it is drawn, in CSS pixels; empty when it is given up. */
  readonly drawing: (line: readonly (readonly [number, number])[]) => void
  readonly enclosed: (line: readonly (readonly [number, number])[], more: boolean) => void
  readonly pointed: (at: readonly [number, number] | null, touch: boolean) => void
  readonly pressed: (at: readonly [number, number], more: boolean, touch: boolean) => void
}

type Place = readonly [number, number]

/** A press that moves less, in CSS pixels, is a click. */
const still = 4

/** What hands do on a map: a wheel or two fingers zoom, a drag moves or, as a lasso, encloses, a click chooses. */
export function useGestures(element: HTMLElement | null, gestures: Gestures): void {
  const now = useRef(gestures)
  now.current = gestures
  useEffect(() => {
    if (!element) return
    const down = new Map<number, Place>()
    let start: Place | null = null
    let line: Place[] | null = null
    const placeOf = (event: MouseEvent): Place => {
      const { left, top } = element.getBoundingClientRect()
      return [event.clientX - left, event.clientY - top]
    }
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0) return
      element.setPointerCapture(event.pointerId)
      const at = placeOf(event)
      down.set(event.pointerId, at)
      start = down.size === 1 ? at : null
      const draws = down.size === 1 && (event.shiftKey || now.current.lasso)
      if (line && !draws) now.current.drawing([])
      line = draws ? [at] : null
    }
    const onMove = (event: PointerEvent) => {
      const at = placeOf(event)
      const before = down.get(event.pointerId)
      const touch = event.pointerType === 'touch'
      if (!before) return now.current.pointed(at, touch)
      const others = [...down].filter(([id]) => id !== event.pointerId).map(([, place]) => place)
      down.set(event.pointerId, at)
      if (start && Math.hypot(at[0] - start[0], at[1] - start[1]) > still) start = null
      const { camera, size, move, drawing } = now.current
      if (others[0]) {
        const apart = (place: Place) => Math.hypot(place[0] - others[0]![0], place[1] - others[0]![1])
        const middle = [(at[0] + others[0][0]) / 2, (at[1] + others[0][1]) / 2] as const
        const nearer = zoomed(camera(), size, apart(at) / Math.max(1, apart(before)), ...middle)
        move(panned(nearer, size, (at[0] - before[0]) / 2, (at[1] - before[1]) / 2))
      } else if (line) {
        line.push(at)
        drawing(line)
      } else if (!start) move(panned(camera(), size, at[0] - before[0], at[1] - before[1]))
    }
    const onUp = (event: PointerEvent) => {
      if (!down.delete(event.pointerId)) return
      const more = event.ctrlKey || event.metaKey
      if (start) now.current.pressed(start, more || event.shiftKey, event.pointerType === 'touch')
      else if (line && line.length > 2) now.current.enclosed(line, more)
      if (line) now.current.drawing([])
      start = null
      line = null
    }
    const onCancel = (event: PointerEvent) => {
      down.delete(event.pointerId)
      if (line) now.current.drawing([])
      start = null
      line = null
    }
    const onLeave = () => now.current.pointed(null, false)
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const { camera, size, move } = now.current
      const lines = event.deltaMode === 1 ? 16 : 1
      const factor = Math.exp(-Math.max(-120, Math.min(120, event.deltaY * lines)) * (event.ctrlKey ? 0.01 : 0.0022))
      move(zoomed(camera(), size, factor, ...placeOf(event)))
    }
    element.addEventListener('pointerdown', onDown)
    element.addEventListener('pointermove', onMove)
    element.addEventListener('pointerup', onUp)
    element.addEventListener('pointercancel', onCancel)
    element.addEventListener('pointerleave', onLeave)
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      element.removeEventListener('pointerdown', onDown)
      element.removeEventListener('pointermove', onMove)
      element.removeEventListener('pointerup', onUp)
      element.removeEventListener('pointercancel', onCancel)
      element.removeEventListener('pointerleave', onLeave)
      element.removeEventListener('wheel', onWheel)
    }
  }, [element])
}

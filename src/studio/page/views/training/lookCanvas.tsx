import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { Look } from '../../../api.ts'
import { useWidth } from '../../data/useWidth.ts'
import { lookAt } from './lookAt.ts'
import { reachOf } from './reachOf.ts'

/** A run's map at a step, drawn.
 *  @param colours one for each class of `level`; null: images without a label */
export function LookCanvas({
  name,
  looks,
  step,
  level,
  colours,
}: {
  readonly name: string
  readonly looks: readonly Look[]
  readonly step: number
  readonly level: 'label' | 'finer'
  readonly colours: readonly string[]
}) {
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const size = Math.round(Math.min(useWidth(box), 760, Math.max(300, innerHeight * 0.5)))
  const { kind } = looks[0]!
  const { of, classes, name: levelName } = looks[0]![level]
  const reach = useMemo(() => reachOf(looks), [looks])
  const words = `${name}: the map at step ${Math.round(step)}, ${of.length} images coloured by ${levelName}, ${classes.length} classes`
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || size < 40) return
    const scale = devicePixelRatio
    canvas.current!.width = size * scale
    canvas.current!.height = size * scale
    context.scale(scale, scale)
    const style = getComputedStyle(canvas.current!)
    const at = (value: number): number => size / 2 + (value / reach) * (size / 2 - 6)
    if (kind === 'circle') {
      context.strokeStyle = style.getPropertyValue('--line')
      context.beginPath()
      context.arc(at(0), at(0), at(1) - at(0), 0, 2 * Math.PI)
      context.stroke()
    }
    const xy = lookAt(looks, step)
    const none = style.getPropertyValue('--mute')
    context.globalAlpha = 0.75
    for (let i = 0; i < of.length; i++) {
      context.fillStyle = of[i]! < 0 ? none : colours[of[i]!]!
      context.beginPath()
      context.arc(at(xy[2 * i]!), at(-xy[2 * i + 1]!), size > 420 ? 3.2 : 2.4, 0, 2 * Math.PI)
      context.fill()
    }
  }, [looks, step, size, colours, reach])
  return (
    <div ref={box} class="look">
      <canvas ref={canvas} style={{ width: `${size}px`, height: `${size}px` }} role="img" aria-label={words} />
    </div>
  )
}

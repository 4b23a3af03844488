import { demand } from '../../errors.ts'
import { fixedDim } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { wholes } from '../factories.ts'
import { gather } from '../gather.ts'

/** A border made of `x` itself: mirrored without the edge ('reflect'), the edge repeated, or the other side ('wrap').
 *  @param pads how much before each axis, then how much after each; negative numbers cut off */
export function padFrom(x: Tensor, pads: readonly number[], mode: 'reflect' | 'edge' | 'wrap'): Tensor {
  const rank = x.shape.length
  demand(pads.length === 2 * rank && pads.every(Number.isInteger), {
    who: 'padFrom',
    rule: `pads must be ${2 * rank} whole numbers`,
    value: pads,
  })
  return x.shape.reduce<Tensor>((y, _, axis) => {
    const [before, after] = [pads[axis]!, pads[rank + axis]!]
    if (before === 0 && after === 0) return y
    const length = fixedDim(x, axis, 'padFrom')
    const places = Array.from({ length: before + length + after }, (_, i) => inside(i - before, length, mode))
    return gather(y, wholes(places), axis)
  }, x)
}

function inside(place: number, length: number, mode: 'reflect' | 'edge' | 'wrap'): number {
  if (mode === 'edge') return Math.min(Math.max(place, 0), length - 1)
  const period = mode === 'wrap' ? length : Math.max(2 * (length - 1), 1)
  const turn = ((place % period) + period) % period
  return turn < length ? turn : period - turn
}

import type { Dim, Shape } from '../../tensor/tensor.ts'
import type { Choose } from './firstFitting.ts'

/** The shape that a Reshape gives at batch `'N'` in place of the file's own batch; undefined where the file's numbers leave a doubt
 *  about where the batch is.
 *
 *  A Reshape keeps the order in memory, so the batch stays behind as many numbers as before. There it is an axis by itself, or a
 *  part of the axis that spans the place: `'12*N'` with 12 before it, `'N*12'` with 12 behind it, `'3*N*4'`. Where one axis ends and
 *  the next begins at the place, the batch joins the one before it if the one behind is the last (features are nobody's batch) or if
 *  all that is behind stayed as it was (rows of tokens), else the one behind it if all that is before stayed (heads split off).
 *  @param from of what is reshaped, in the file
 *  @param now of what is reshaped, with `'N'`
 *  @param to of the result, in the file
 *  @param batch of the file
 *  @param choose which of several axes of length 1 side by side it is */
export function rewriteBatch(
  from: readonly number[],
  now: Shape,
  to: readonly number[],
  batch: number,
  choose: Choose = () => 0,
): Shape | undefined {
  const changed = now.flatMap((d, axis) => (d === from[axis] ? [] : [axis]))
  const [axis] = changed
  if (changed.length !== 1 || axis === undefined || typeof now[axis] !== 'string') return undefined
  const { before, symbol } = partsOf(now[axis])
  const ahead = product(from.slice(0, axis)) * before
  const place = placeOf(to, ahead, batch, {
    left: from.slice(0, axis).join(),
    right: from.slice(axis + 1).join(),
    choose,
  })
  if (place === undefined) return undefined
  const outer = ahead / product(to.slice(0, place))
  const inner = to[place]! / (outer * batch)
  return to.map((d, i): Dim => (i === place ? joined(outer, symbol, inner) : d))
}

/** The same shape at a batch: `['12*N', 7]` at 2 is [24, 7]. */
export const atBatch = (shape: Shape, batch: Dim): Shape =>
  shape.map((d): Dim => {
    if (typeof d === 'number') return d
    const { before, behind } = partsOf(d)
    return typeof batch === 'number' ? before * batch * behind : joined(before, batch, behind)
  })

const joined = (before: number, symbol: string, behind: number): string =>
  [...(before === 1 ? [] : [before]), symbol, ...(behind === 1 ? [] : [behind])].join('*')

const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)

/** `'3*N*4'` has 3 before the batch and 4 behind it. */
export function partsOf(d: string): { before: number; symbol: string; behind: number } {
  const [, before, symbol, behind] = /^(?:(\d+)\*)?(.*?)(?:\*(\d+))?$/s.exec(d)!
  return { before: Number(before ?? 1), symbol: symbol!, behind: Number(behind ?? 1) }
}

/** The axis of `to` in which a batch lies that has `ahead` numbers before it. */
function placeOf(
  to: readonly number[],
  ahead: number,
  batch: number,
  was: { readonly left: string; readonly right: string; readonly choose: Choose },
): number | undefined {
  const spans = to.flatMap((d, axis) => {
    const start = product(to.slice(0, axis))
    const fits = ahead % start === 0 && start * d >= ahead * batch && (start * d) % (ahead * batch) === 0
    return fits ? [{ axis, start, end: start * d }] : []
  })
  const alone = spans.filter(({ start, end }) => start === ahead && end === ahead * batch)
  if (alone.length > 0) return alone[alone.length === 1 ? 0 : was.choose(alone.length)]!.axis
  if (spans.length <= 1) return spans[0]?.axis
  const ends = spans.find(({ end }) => end === ahead * batch)
  const begins = spans.find(({ start }) => start === ahead)
  if (!ends || !begins || spans.length > 2) return undefined
  if (begins.axis === to.length - 1) return ends.axis
  if (to.slice(ends.axis + 1).join() === was.right) return ends.axis
  return to.slice(0, begins.axis).join() === was.left ? begins.axis : undefined
}

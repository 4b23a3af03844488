import { multipleOf, overDim, timesDim } from '../../tensor/dim.ts'
import type { Dim, Shape } from '../../tensor/tensor.ts'

/** The shape that a Reshape gives at another batch than the file's, where the file's numbers leave no doubt about which of its
 *  dimensions the batch is in; undefined where they do.
 *
 *  A Reshape keeps the order in memory, so the batch stays behind as many numbers as before. Where nothing is before it, it is in
 *  the first dimension, alone or as an outer part. Else what is before it or what is after it must be the same as it was: then it
 *  is joined with what did change.
 *  @param from of what is reshaped, in the file
 *  @param now of what is reshaped, at the wanted batch
 *  @param to of the result, in the file
 *  @param batch of the file */
export function rewriteBatch(
  from: readonly number[],
  now: Shape,
  to: readonly number[],
  batch: number,
): Shape | undefined {
  const changed = from.flatMap((d, axis) => (d === now[axis] ? [] : [axis]))
  const [axis] = changed
  if (changed.length !== 1 || axis === undefined) return undefined
  // How many times the file's the batch is now: `'N'` for 1 image, or 8 images for 2.
  const wanted = wantedBatch(from[axis]!, now[axis]!, batch)
  if (wanted === undefined) return undefined
  const place = placeOfBatch(from, axis, to, batch)
  if (place === undefined) return undefined
  const moved = timesDim(to[place]! / batch, wanted)
  return moved === undefined ? undefined : to.map((d, i): Dim => (i === place ? moved : d))
}

function wantedBatch(before: number, now: Dim, batch: number): Dim | undefined {
  if (before % batch !== 0) return undefined
  const each = before / batch
  return multipleOf(now).symbol === null ? overDim(now, each) : overDim(now, each)
}

function placeOfBatch(from: readonly number[], axis: number, to: readonly number[], batch: number): number | undefined {
  const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)
  const before = product(from.slice(0, axis))
  const holds = (place: number): boolean => to[place] !== undefined && to[place]! % batch === 0
  if (before === 1) {
    const first = to.findIndex((d, i) => product(to.slice(0, i)) === 1 && d % batch === 0)
    return first < 0 ? undefined : first
  }
  // The axis by itself: as many numbers before it, and just the batch's own length.
  const alone = to.findIndex((d, i) => product(to.slice(0, i)) === before && d === from[axis])
  const [left, right] = [from.slice(0, axis), from.slice(axis + 1)]
  const same = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join()
  const keepsLeft = same(to.slice(0, axis), left)
  const keepsRight = right.length > 0 && same(to.slice(-right.length), right)
  if (alone >= 0 && (from[axis] !== 1 || keepsLeft !== keepsRight || to.length >= from.length)) return alone
  if (keepsLeft && !keepsRight) return holds(axis) ? axis : undefined
  const place = to.length - right.length - 1
  if (keepsRight && !keepsLeft) return place >= 0 && holds(place) ? place : undefined
  return undefined
}

import type { Scale } from './scale.ts'
import type { Point } from './smoothed.ts'

/** Where a line goes, as SVG writes it. Of more points than there are pixels the lowest and the highest of each pixel stay, so that no
 *  peak is lost. */
export function linePath(points: readonly Point[], x: Scale, y: Scale): string {
  const places = points.map(([a, b]) => [x.to(a), y.to(b)] as const).filter(([a, b]) => Number.isFinite(a + b))
  return thinned(places)
    .map(([a, b], i) => `${i === 0 ? 'M' : 'L'}${a.toFixed(1)} ${b.toFixed(1)}`)
    .join('')
}

function thinned(places: readonly Point[]): readonly Point[] {
  const pixels = places.length === 0 ? 0 : places.at(-1)![0] - places[0]![0]
  if (places.length <= 4 * Math.max(1, pixels)) return places
  const kept: Point[] = []
  for (let i = 0; i < places.length; ) {
    const pixel = Math.floor(places[i]![0])
    let [low, high] = [i, i]
    for (; i < places.length && Math.floor(places[i]![0]) === pixel; i++) {
      if (places[i]![1] < places[low]![1]) low = i
      if (places[i]![1] > places[high]![1]) high = i
    }
    for (const at of new Set([Math.min(low, high), Math.max(low, high)])) kept.push(places[at]!)
  }
  return kept
}

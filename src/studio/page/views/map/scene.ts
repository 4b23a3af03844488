import { bin, ringDensity, stackHeight } from '../../../../report/page/ring.js'
import type { MapShape } from '../../../api.ts'

/** Where the points of a map stand, in the square from -1 to 1, y down. */
export interface Scene {
  readonly kind: MapShape['kind']
  readonly x: Float32Array
  readonly y: Float32Array
}

/** Radius of the circle, and the height above it of where it is densest. */
export const circleRadius = 0.62
const ringHeight = 0.34

/** Beside an outermost point. */
const margin = 0.95

/** The scene of a map [n, 2]. Points of a circle stand at their own angle, stacked outwards under the density there.
 *  @param highest density of all circles shown side by side, see {@link highestOf} */
export function sceneOf(kind: MapShape['kind'], xy: Float32Array, highest: number): Scene {
  const n = xy.length / 2
  const scene = { kind, x: new Float32Array(n), y: new Float32Array(n) }
  if (kind === 'circle') {
    const density = ringDensity(anglesOf(xy))
    for (let i = 0; i < n; i++) {
      const angle = Math.atan2(xy[2 * i + 1]!, xy[2 * i]!)
      const radius = circleRadius + ringHeight * stackHeight(i, density[bin(angle)]!, highest)
      scene.x[i] = radius * Math.cos(angle)
      scene.y[i] = -radius * Math.sin(angle)
    }
    return scene
  }
  const [left, right] = rangeOf(xy, 0)
  const [low, high] = rangeOf(xy, 1)
  // One scale for both axes. All points on one: in the middle.
  const half = Math.max(right - left, high - low) / 2 || 1
  for (let i = 0; i < n; i++) {
    scene.x[i] = (margin * (xy[2 * i]! - (left + right) / 2)) / half
    scene.y[i] = (-margin * (xy[2 * i + 1]! - (low + high) / 2)) / half
  }
  return scene
}

/** The highest density of points on a circle, in multiples of an even spread; 0 for another map. */
export function highestOf(kind: MapShape['kind'], xy: Float32Array): number {
  return kind === 'circle' ? ringDensity(anglesOf(xy)).reduce((most, d) => Math.max(most, d), 0) : 0
}

const anglesOf = (xy: Float32Array): number[] =>
  Array.from({ length: xy.length / 2 }, (_, i) => Math.atan2(xy[2 * i + 1]!, xy[2 * i]!))

function rangeOf(xy: Float32Array, axis: 0 | 1): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let at = axis; at < xy.length; at += 2) {
    least = Math.min(least, xy[at]!)
    most = Math.max(most, xy[at]!)
  }
  return least <= most ? [least, most] : [0, 0]
}

import { bin, modeAngle, ringDensity, spreadAngles, stackHeight } from './ring.js'

/** Points in two dimensions, [points, 2]; null where a number was not finite.
 *  @typedef {{ readonly kind: 'circle' | 'plane' | 'umap' | 'principal', readonly xy: readonly (number | null)[] }} Flat */

/** A picture in the unit square: where each item stands, and where a class is named.
 *  @typedef {object} Scene
 *  @property {'circle' | 'plane' | 'umap' | 'principal'} kind
 *  @property {Float64Array} x in [0, 1], NaN where there is no point
 *  @property {Float64Array} y in [0, 1], downwards
 *  @property {Float64Array} angle radians; NaN beside a circle */

/** Radius of the circle and of the names inside it, as shares of the square's side. */
export const circleRadius = 0.315
export const nameRadius = 0.215
const room = 0.17

/** @param {Flat} picture @param {number} highest density of all circles @returns {Scene} */
export function sceneOf({ kind, xy }, highest) {
  const n = xy.length / 2
  const scene = {
    kind,
    x: new Float64Array(n).fill(Number.NaN),
    y: new Float64Array(n).fill(Number.NaN),
    angle: new Float64Array(n).fill(Number.NaN),
  }
  const there = [...scene.x.keys()].filter((i) => xy[2 * i] !== null && xy[2 * i + 1] !== null)
  if (kind === 'circle') {
    const density = ringDensity(anglesOf(xy))
    for (const i of there) {
      const a = Math.atan2(xy[2 * i + 1] ?? 0, xy[2 * i] ?? 0)
      const r = circleRadius + room * stackHeight(i, density[bin(a)] ?? 0, highest)
      scene.angle[i] = a
      scene.x[i] = 0.5 + r * Math.cos(a)
      scene.y[i] = 0.5 - r * Math.sin(a)
    }
    return scene
  }
  const xs = there.map((i) => xy[2 * i] ?? 0)
  const ys = there.map((i) => xy[2 * i + 1] ?? 0)
  const [x0, x1, y0, y1] = [least(xs), -least(xs.map((v) => -v)), least(ys), -least(ys.map((v) => -v))]
  const side = Math.max(x1 - x0, y1 - y0) || 1 // one scale for both axes
  for (const i of there) {
    scene.x[i] = 0.5 + (((xy[2 * i] ?? 0) - (x0 + x1) / 2) / side) * 0.9
    scene.y[i] = 0.5 - (((xy[2 * i + 1] ?? 0) - (y0 + y1) / 2) / side) * 0.9
  }
  return scene
}

/** The highest density of all pictures that are circles. @param {readonly Flat[]} pictures @returns {number} */
export function highestOf(pictures) {
  let highest = 0
  for (const p of pictures)
    if (p.kind === 'circle') for (const d of ringDensity(anglesOf(p.xy))) highest = Math.max(highest, d)
  return highest
}

/** Where classes are named: inside a circle near their densest angle, elsewhere where they are densest.
 *  @param {Scene} scene @param {readonly number[]} of @param {readonly number[]} classes the ones to name
 *  @returns {{ index: number, x: number, y: number, tipX: number, tipY: number }[]} the tip is where its line ends */
export function namePlaces(scene, of, classes) {
  const members = classes
    .map((index) => ({ index, items: of.flatMap((c, i) => (c === index && !Number.isNaN(scene.x[i]) ? [i] : [])) }))
    .filter((m) => m.items.length > 0)
  if (scene.kind !== 'circle')
    return members.map(({ index, items }) => {
      const { x, y } = densest(scene, items)
      return { index, x, y, tipX: x, tipY: y }
    })
  const modes = members.map((m) => modeAngle(ringDensity(m.items.map((i) => scene.angle[i] ?? 0))))
  const places = spreadAngles(modes, 0.26)
  return members.map(({ index }, k) => {
    const [a, tip] = [places[k] ?? 0, modes[k] ?? 0]
    const edge = circleRadius - 0.008
    return {
      index,
      x: 0.5 + nameRadius * Math.cos(a),
      y: 0.5 - nameRadius * Math.sin(a),
      tipX: 0.5 + edge * Math.cos(tip),
      tipY: 0.5 - edge * Math.sin(tip),
    }
  })
}

/** @param {readonly (number | null)[]} xy @returns {number[]} */
function anglesOf(xy) {
  const angles = []
  for (let i = 0; i < xy.length; i += 2) {
    const [x, y] = [xy[i], xy[i + 1]]
    if (typeof x === 'number' && typeof y === 'number') angles.push(Math.atan2(y, x))
  }
  return angles
}

/** @param {number[]} values @returns {number} */
const least = (values) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)

/** The middle of the fullest cell of a grid. @param {Scene} scene @param {readonly number[]} items */
function densest(scene, items) {
  const cells = 16
  /** @type {Map<number, number[]>} */
  const groups = new Map()
  for (const i of items) {
    const cell = Math.floor((scene.x[i] ?? 0) * cells) + cells * Math.floor((scene.y[i] ?? 0) * cells)
    groups.set(cell, [...(groups.get(cell) ?? []), i])
  }
  const fullest = [...groups.values()].reduce((a, b) => (b.length > a.length ? b : a), [])
  /** @param {Float64Array} axis */
  const middle = (axis) => fullest.reduce((sum, i) => sum + (axis[i] ?? 0), 0) / Math.max(1, fullest.length)
  return { x: middle(scene.x), y: middle(scene.y) }
}

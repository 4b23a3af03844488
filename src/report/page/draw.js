import { hueOf, outline } from './mark.js'
import { circleRadius, namePlaces } from './scene.js'

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('../pageData.ts').PageData} PageData */

/** What is looked at: the colouring, the classes picked in the legend (none: all), and the part shown.
 *  @typedef {{ by: 'train' | 'fine', picked: Set<number>, part: 'all' | 'unseen' }} View */

/** Whether an item is shown in full. @param {PageData} data @param {View} view @param {number} i @returns {boolean} */
export const isShown = (data, view, i) =>
  (view.part === 'all' || data.seen[i] === 0) && (view.picked.size === 0 || view.picked.has(data[view.by].of[i] ?? -1))

/** A canvas made crisp for the screen: its context in CSS pixels, and its side.
 *  @param {HTMLCanvasElement} canvas @returns {{ c: CanvasRenderingContext2D, side: number } | null} */
export function fresh(canvas) {
  const side = canvas.clientWidth
  const c = canvas.getContext('2d')
  if (!c || side === 0) return null
  const scale = window.devicePixelRatio || 1
  canvas.width = Math.round(side * scale)
  canvas.height = Math.round(side * scale)
  c.setTransform(canvas.width / side, 0, 0, canvas.height / side, 0, 0)
  return { c, side }
}

/** All points of a picture; the ones not looked at in the colour of lines.
 *  @param {HTMLCanvasElement} canvas @param {Scene} scene @param {PageData} data @param {View} view */
export function drawScene(canvas, scene, data, view) {
  const ready = fresh(canvas)
  if (!ready) return
  const { c, side } = ready
  const style = getComputedStyle(canvas)
  const [line, ink, ground] = ['--line', '--ink', '--card'].map((name) => style.getPropertyValue(name))
  const n = scene.x.length
  const r = (side / 520) * Math.max(1.5, Math.min(4.2, 90 / Math.sqrt(n + 1)))
  const { of, classes } = data[view.by]
  if (scene.kind === 'circle') {
    c.strokeStyle = line ?? ''
    c.lineWidth = 1.25
    c.beginPath()
    c.arc(side / 2, side / 2, side * circleRadius - r - 1, 0, 2 * Math.PI)
    c.stroke()
  }
  // Golden-ratio order, so that no class lies on top only because it came last.
  const order = [...scene.x.keys()].sort((a, b) => ((a * 0.618034) % 1) - ((b * 0.618034) % 1))
  for (const full of [false, true])
    for (const i of order) {
      if (Number.isNaN(scene.x[i]) || isShown(data, view, i) !== full) continue
      const index = of[i] ?? 0
      const colour = full ? hueOf(index) : (line ?? '')
      c.globalAlpha = full ? 0.82 : 0.55
      c.beginPath()
      outline(c, index, (scene.x[i] ?? 0) * side, (scene.y[i] ?? 0) * side, full ? r : r * 0.8)
      if (data.seen[i]) {
        c.fillStyle = colour
        c.fill()
      } else {
        c.lineWidth = Math.max(1, r * 0.45)
        c.strokeStyle = colour
        c.stroke()
      }
    }
  c.globalAlpha = 1
  const wanted = [...classes.keys()].filter((k) => (view.picked.size === 0 ? classes.length <= 12 : view.picked.has(k)))
  const named = wanted.filter((k) => of.some((o, i) => o === k && isShown(data, view, i)))
  if (named.length <= 12) drawNames(c, side, scene, data, view, named, ink ?? '', ground ?? '')
}

/** @param {CanvasRenderingContext2D} c @param {number} side @param {Scene} scene @param {PageData} data @param {View} view
 *  @param {number[]} named @param {string} ink @param {string} ground */
function drawNames(c, side, scene, data, view, named, ink, ground) {
  const { of, classes } = data[view.by]
  const masked = of.map((k, i) => (isShown(data, view, i) ? k : -1))
  const size = Math.max(11, Math.min(15, side / 36))
  c.font = `600 ${size}px ${getComputedStyle(document.body).fontFamily}`
  c.textAlign = 'center'
  c.textBaseline = 'middle'
  for (const place of namePlaces(scene, masked, named)) {
    const full = classes[place.index] ?? ''
    const text = full.length > 14 ? `${full.slice(0, 13)}…` : full
    const [x, y] = [place.x * side, place.y * side]
    const half = c.measureText(text).width / 2
    if (scene.kind === 'circle') {
      // The line leaves the word at its edge towards the tip.
      const [dx, dy] = [place.tipX * side - x, place.tipY * side - y]
      const away = Math.min((half + 5) / Math.max(1e-6, Math.abs(dx)), (size * 0.5 + 4) / Math.max(1e-6, Math.abs(dy)))
      c.strokeStyle = hueOf(place.index)
      c.lineWidth = 1.5
      c.beginPath()
      if (away < 1) c.moveTo(x + dx * away, y + dy * away)
      c.lineTo(place.tipX * side, place.tipY * side)
      c.stroke()
    } else {
      c.strokeStyle = ground
      c.lineWidth = 4
      c.lineJoin = 'round'
      c.strokeText(text, x, y)
    }
    c.fillStyle = ink
    c.fillText(text, x, y)
  }
}

/** The item that is pointed at. @param {HTMLCanvasElement} canvas @param {Scene} scene @param {number} i -1 for none */
export function drawHighlight(canvas, scene, i) {
  const ready = fresh(canvas)
  if (!ready || i < 0 || Number.isNaN(scene.x[i])) return
  const { c, side } = ready
  const [x, y] = [(scene.x[i] ?? 0) * side, (scene.y[i] ?? 0) * side]
  const style = getComputedStyle(canvas)
  c.lineWidth = 6
  c.strokeStyle = style.getPropertyValue('--card')
  c.beginPath()
  c.arc(x, y, 9, 0, 2 * Math.PI)
  c.stroke()
  c.lineWidth = 2.5
  c.strokeStyle = style.getPropertyValue('--ink')
  c.stroke()
}

/** Ten hues that stay apart for colour-blind eyes and on light and dark ground (after Paul Tol's bright and vibrant
 *  schemes); beyond ten classes the shape of the mark changes. */
export const hues = [
  '#4477aa',
  '#ee7733',
  '#228833',
  '#cc3377',
  '#33aacc',
  '#ccaa22',
  '#7755aa',
  '#999999',
  '#009988',
  '#aa5533',
]

/** @param {number} index of a class @returns {string} */
export const hueOf = (index) => hues[index % hues.length] ?? '#888888'

/** Adds the outline of a class's mark to the path: disc, square, triangle, diamond.
 *  @param {CanvasRenderingContext2D} c @param {number} index of a class @param {number} x @param {number} y @param {number} r */
export function outline(c, index, x, y, r) {
  const shape = Math.floor(index / hues.length) % 4
  if (shape === 0) {
    c.moveTo(x + r, y)
    c.arc(x, y, r, 0, 2 * Math.PI)
  } else if (shape === 1) {
    c.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8)
  } else {
    const h = shape === 2 ? 0.6 : 1.25
    c.moveTo(x, y - r * 1.25)
    c.lineTo(x + r * 1.15, y + r * (shape === 2 ? 0.75 : 0))
    if (shape === 3) c.lineTo(x, y + r * h)
    c.lineTo(x - r * 1.15, y + r * (shape === 2 ? 0.75 : 0))
    c.closePath()
  }
}

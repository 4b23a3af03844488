/** Rows in an order in which no class lies on top because it came last, and of which any first part is an even sample. The same
 *  every time. */
export function pointOrder(rows: number): Int32Array {
  // Steps of a golden section of the rows, which meet every row once where they have no divisor in common.
  let step = Math.max(1, Math.round(rows * 0.6180339887498949))
  while (divisor(step, rows) !== 1) step++
  let at = 0
  return Int32Array.from({ length: rows }, () => {
    const row = at
    at = (at + step) % rows
    return row
  })
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

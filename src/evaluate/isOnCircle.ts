/** Whether all rows of two numbers have length 1, but for `within`. */
export function isOnCircle(rows: ArrayLike<number>, within = 1e-3): boolean {
  for (let i = 0; i < rows.length; i += 2)
    if (!(Math.abs(Math.hypot(rows[i]!, rows[i + 1]!) - 1) < within)) return false
  return true
}

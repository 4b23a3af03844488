import type { Cell } from '../cells.ts'

/** Cells by their loss, in the order of the losses. */
export function among(cells: readonly Cell[]): { readonly loss: string; readonly cells: readonly Cell[] }[] {
  const losses = [...new Set(cells.map(({ loss }) => loss))]
  return losses.map((loss) => ({ loss, cells: cells.filter((cell) => cell.loss === loss) }))
}

/** The rules for positives that occur. */
export const rulesAmong = (cells: readonly Pick<Cell, 'positives'>[]): ('all' | 'easiest')[] => [
  ...new Set(cells.map(({ positives }) => positives)),
]

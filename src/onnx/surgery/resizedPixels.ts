import type { GraphBuilder } from './graphBuilder.ts'
import { resizeMatrix } from './resizeMatrix.ts'

/** The shape that images are brought to, and how: `cover` crops the centre, `fill` stretches. */
export interface ResizeForm {
  readonly height: number
  readonly width: number
  readonly fit: 'cover' | 'fill'
}

/** Adds the nodes that bring float32 images [N, C, H, W] of any size to [N, C, height, width]: one matrix product for each
 *  axis, see `resizeMatrix`. */
export function resizedPixels(g: GraphBuilder, pixels: string, { height, width, fit }: ResizeForm): string {
  const { op, floats, ints } = g
  const shape = op('Shape', [pixels])
  const [rows, columns] = [op('Gather', [shape, ints(2)]), op('Gather', [shape, ints(3)])]
  const float = (name: string): string => op('Cast', [name], { to: 1 })
  const stepOf = (from: string, to: number): string => op('Div', [float(from), floats(to)])
  const steps = { rows: stepOf(rows, height), columns: stepOf(columns, width) }

  let along = {
    rows: { length: rows, resized: ints(height), start: ints(0), step: steps.rows, to: height },
    columns: { length: columns, resized: ints(width), start: ints(0), step: steps.columns, to: width },
  }
  if (fit === 'cover') {
    // The side that has less to spare decides: height / rows >= width / columns, in whole numbers.
    const [tall, broad] = [op('Mul', [columns, ints(height)]), op('Mul', [rows, ints(width)])]
    const byRows = op('GreaterOrEqual', [tall, broad])
    const step = op('Where', [byRows, steps.rows, steps.columns])
    const half = (over: string, under: string): string => {
      const twice = op('Mul', [under, ints(2)])
      return op('Div', [op('Add', [op('Mul', [over, ints(2)]), under]), twice])
    }
    const covering = {
      rows: op('Where', [byRows, ints(height), half(broad, columns)]),
      columns: op('Where', [byRows, half(tall, rows), ints(width)]),
    }
    const startOf = (resized: string, to: number): string => op('Div', [op('Sub', [resized, ints(to - 1)]), ints(2)])
    along = {
      rows: { ...along.rows, resized: covering.rows, start: startOf(covering.rows, height), step },
      columns: { ...along.columns, resized: covering.columns, start: startOf(covering.columns, width), step },
    }
  }
  const shorter = op('MatMul', [resizeMatrix(g, along.rows), pixels])
  const across = op('Transpose', [resizeMatrix(g, along.columns)], { perm: [1, 0] })
  return op('MatMul', [shorter, across])
}

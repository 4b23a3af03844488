import { byteOrder } from './byteOrder.ts'
import type { LabelLevel } from './dataset.ts'

/** A label level from one class name an image; the classes come in byte order. */
export function buildLevel(name: string, classOf: readonly string[]): LabelLevel {
  const classes = [...new Set(classOf)].sort(byteOrder)
  const number = new Map(classes.map((title, i) => [title, i]))
  return { name, classes, labels: Int32Array.from(classOf, (title) => number.get(title)!) }
}

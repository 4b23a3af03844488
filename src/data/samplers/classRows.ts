import { fail } from '../../errors.ts'

/** Rows with their classes, from which batches are drawn. */
export interface LabelledRows {
  /** One a row. */
  readonly labels: Int32Array
  /** The name of class c at place c, for complaints. */
  readonly classNames: readonly string[]
  /** The rows to draw from; all where left out. */
  readonly indices?: Int32Array
}

/** A class and its rows. */
export interface ClassRows {
  readonly label: number
  readonly name: string
  readonly rows: Int32Array
}

/** The classes that have rows, in the order of their numbers.
 *  Fails on rows that there are not, and on one named twice. */
export function classRows(who: string, { labels, classNames, indices }: LabelledRows): ClassRows[] {
  const rows = indices ?? Int32Array.from(labels.keys())
  const byClass = new Map<number, Set<number>>()
  for (const row of rows) {
    const label = labels[row] ?? fail({ who, rule: `rows go from 0 to ${labels.length - 1}`, value: row })
    const members = byClass.get(label) ?? new Set()
    if (members.has(row)) fail({ who, rule: 'indices must name each row once', value: row })
    byClass.set(label, members.add(row))
  }
  return [...byClass]
    .sort(([a], [b]) => a - b)
    .map(([label, members]) => ({ label, name: classNames[label] ?? String(label), rows: Int32Array.from(members) }))
}

import type { LabelledRows } from './classRows.ts'

/** How many classes there are, with rows to draw from or without: as many as have names, or as labels count. */
export const classCount = ({ labels, classNames }: LabelledRows): number =>
  labels.reduce((count, label) => Math.max(count, label + 1), classNames.length)

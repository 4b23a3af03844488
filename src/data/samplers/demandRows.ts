import { fail } from '../../errors.ts'
import type { ClassRows } from './classRows.ts'

/** Throws, naming a class, unless each has K rows. */
export function demandRows(who: string, classes: readonly ClassRows[], k: number): void {
  const small = classes.filter(({ rows }) => rows.length < k)
  if (small.length === 0) return
  const { name, rows } = small[0]!
  const others = small.length > 1 ? `, and ${small.length - 1} more of the ${classes.length} classes have too few` : ''
  const rule = `every class needs at least samplesPerClass = ${k} images, '${name}' has ${rows.length}${others}`
  fail({ who, rule, remedy: 'lower samplesPerClass or drop the class' })
}

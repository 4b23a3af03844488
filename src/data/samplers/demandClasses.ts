import { demand } from '../../errors.ts'

/** Throws unless there are as many classes as a batch takes. */
export function demandClasses(who: string, classes: readonly unknown[], p: number): void {
  demand(classes.length >= p, {
    who,
    rule: `a batch needs classesPerBatch = ${p} classes`,
    value: `${classes.length} classes`,
    remedy: 'lower classesPerBatch or add classes',
  })
}

import { demand, fail } from '../errors.ts'
import type { Loss } from '../losses/loss.ts'
import type { Relation } from '../pairs/batch.ts'
import type { NumericArray } from '../tensor/array.ts'
import { sizeOf } from '../tensor/array.ts'

/** How many classes the labels have: of [B, L] one number a level, null where it is not known. */
export type ClassCounts = number | readonly (number | null)[]

/** What labels must be. */
export interface LabelForm {
  /** How many samples there are. */
  readonly size: number
  /** The shape of one sample's label. */
  readonly labelShape?: readonly number[] | undefined
  readonly loss: Pick<Loss, 'name' | 'classes' | 'levels'>
  readonly relation?: Relation | undefined
  readonly classes?: ClassCounts | undefined
}

/** Fails unless labels are int64, as many as there are samples, and numbers of classes that there are. What a relation of
 *  the user's reads may be any whole number, but where the loss keeps something for each class. */
export function demandLabels(
  who: string,
  labels: NumericArray,
  { size, labelShape = [], loss, relation, classes }: LabelForm,
): void {
  const { dtype, shape, data } = labels
  demand(dtype === 'int64', {
    who,
    rule: 'labels must be int64, whole numbers',
    value: dtype,
    remedy: 'make them with ints()',
  })
  const wanted = [size, ...labelShape]
  demand(`${shape}` === `${wanted}` && data.length === sizeOf(wanted), {
    who,
    rule: `labels must be [${wanted}], for ${size} samples`,
    value: `[${shape}] with ${data.length} numbers`,
    remedy:
      labelShape.length === shape.length - 1
        ? 'give each sample its label'
        : 'say the shape of one label by labelShape',
  })
  const columns = sizeOf(labelShape)
  const counts = Array.from({ length: columns }, (_, i) => bound(loss, i) ?? bound(countsOf(classes), i))
  for (let i = 0; i < data.length; i++) {
    const label = data[i]!
    const count = counts[i % columns]
    const fits = (label >= 0 || (relation && count === undefined)) && (count === undefined || label < count)
    if (fits) continue
    fail({
      who,
      rule:
        count === undefined
          ? 'labels must be 0 or more'
          : `labels must be 0 .. ${count - 1}, one for each of the ${count} classes of ${loss.name}`,
      value: `${label} of sample ${Math.floor(i / columns)}`,
      remedy:
        count === undefined
          ? 'number the classes from 0, and leave out samples without a class'
          : 'number the classes from 0 without gaps, or make the loss for as many as there are',
    })
  }
}

/** Fails where the data have another number of classes than the loss was made for. */
export function demandClasses(who: string, loss: Loss, classes: ClassCounts | undefined): void {
  const counts = countsOf(classes)
  const columns = Math.max(loss.levels?.length ?? 1, counts.levels?.length ?? 1)
  for (let column = 0; column < columns; column++) {
    const [made, there] = [bound(loss, column), bound(counts, column)]
    demand(made === undefined || there === undefined || made === there, {
      who,
      rule: `${loss.name} is made for ${made} classes${columns > 1 ? ` on level ${column}` : ''}: the data must have as many`,
      value: there,
      remedy: `make the loss with classes ${there}`,
    })
  }
}

const countsOf = (classes: ClassCounts | undefined): Pick<Loss, 'classes' | 'levels'> =>
  classes === undefined ? {} : typeof classes === 'number' ? { classes } : { levels: classes }

const bound = ({ classes, levels }: Pick<Loss, 'classes' | 'levels'>, column: number): number | undefined =>
  levels?.[column] ?? classes

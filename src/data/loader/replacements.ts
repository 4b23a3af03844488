import { random } from '../../random.ts'

/** Images by class, as far as replacing needs them. */
export interface Classmates {
  /** The number of images. */
  readonly size: number
  /** The class of each; left out, all are of one. */
  readonly labels?: ArrayLike<number>
  readonly seed: number | string
}

/** Which image stands at each place of a batch, where some are broken: a broken one is replaced by the first of its class, in an
 *  order that is shuffled by the seed and the broken image, that is not broken and not in the batch already; or, where the
 *  class has no more, by the first that is not broken. The same for the same batch and the same broken images, in whatever
 *  order these were found. undefined: the whole class is broken. */
export function replacements(
  rows: ArrayLike<number>,
  broken: { readonly has: (row: number) => boolean },
  classmates: Classmates,
): (number | undefined)[] {
  const asked = Array.from(rows)
  const taken = new Set(asked)
  return asked.map((row) => {
    if (!broken.has(row)) return row
    const whole = orderFor(row, classmates).filter((other) => !broken.has(other))
    const chosen = whole.find((other) => !taken.has(other)) ?? whole[0]
    if (chosen !== undefined) taken.add(chosen)
    return chosen
  })
}

/** The other images of an image's class, shuffled. */
function orderFor(row: number, { size, labels, seed }: Classmates): number[] {
  const others: number[] = []
  for (let i = 0; i < size; i++) if (i !== row && (labels === undefined || labels[i] === labels[row])) others.push(i)
  return random(`${seed}/instead of ${row}`).shuffle(others)
}

import type { NumericArray } from '../../src/tensor/array.ts'

type Arrays = Readonly<Record<string, NumericArray>>

/** How far tensors are from their reference. */
export interface Differences {
  /** By name, the largest difference over the largest number of the reference. */
  readonly errors: ReadonlyMap<string, number>
  /** How many gradients are nil but for rounding. */
  readonly nil: number
}

/** A gradient this much smaller than that of the layer's weight is rounding, and is measured against the weight's: the bias
 *  before a batch normalisation, which takes it away again. */
const NIL = 1e-4

/** Compares tensors by name: y, dx, d.<parameter>, next.<statistic>. Fails where the names or shapes are not the same. */
export function differences(found: Arrays, reference: Arrays): Differences {
  const names = Object.keys(reference)
  const [ours, theirs] = [Object.keys(found).sort().join(), [...names].sort().join()]
  if (ours !== theirs) throw new Error(`not the same tensors: ${ours} and ${theirs}`)
  let nil = 0
  const errors = names.map((name): [string, number] => {
    const own = largest(reference[name]!)
    const weight = name.startsWith('d.') ? reference[name.replace(/\.bias$/, '.weight')] : undefined
    const scale = weight ? largest(weight) : 0
    const isNil = own < NIL * scale
    if (isNil) nil++
    const apart = farthest(name, found[name]!, reference[name]!)
    // A gradient of zeros, as behind a layer of which nothing passes, is met by zeros alone.
    return [name, apart === 0 ? 0 : apart / (isNil ? scale : own)]
  })
  return { errors: new Map(errors), nil }
}

function largest({ data }: NumericArray): number {
  let most = 0
  for (const x of data) most = Math.max(most, Math.abs(Number(x)))
  return most
}

function farthest(name: string, a: NumericArray, b: NumericArray): number {
  if (`${a.shape}` !== `${b.shape}`) throw new Error(`${name} is [${a.shape}] and [${b.shape}]`)
  let most = 0
  for (let i = 0; i < a.data.length; i++) {
    const difference = Math.abs(Number(a.data[i]) - Number(b.data[i]))
    // What is no number is the farthest of all.
    if (!(difference <= most)) most = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference
  }
  return most
}

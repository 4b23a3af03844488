import type { NumericArray } from '../tensor/array.ts'
import { floats } from '../tensor/array.ts'

/** A sum of records of float32 arrays, all of the same names and shapes, in float32.
 *  @param count how many the mean is of */
export function sumOf(count = 1): {
  /** The first record's arrays are kept and written to: nobody else may use them afterwards. */
  add(record: Readonly<Record<string, NumericArray>>): void
  /** The sum divided by `count`. */
  mean(): Record<string, NumericArray>
} {
  const sums = new Map<string, NumericArray>()
  return {
    add(record) {
      for (const [name, array] of Object.entries(record)) {
        const held = sums.get(name)?.data
        if (!held) sums.set(name, array)
        else for (let i = 0; i < held.length; i++) (held as Float32Array)[i]! += Number(array.data[i])
      }
    },
    mean: () =>
      Object.fromEntries(
        [...sums].map(([name, { data, shape }]) => [
          name,
          floats(count === 1 ? (data as Float32Array) : (data as Float32Array).map((x) => x / count), shape),
        ]),
      ),
  }
}

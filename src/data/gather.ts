import { demand } from '../errors.ts'

/** Copies of rows of `stride` numbers, one after the other. Fails on a row that is not there. */
export function gather<Numbers extends Uint8Array | Float32Array>(
  data: Numbers,
  stride: number,
  rows: ArrayLike<number>,
): Numbers {
  const out = new (data.constructor as new (length: number) => Numbers)(rows.length * stride)
  const count = data.length / stride
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    demand(row >= 0 && row < count, { who: 'batch', rule: `rows go from 0 to ${count - 1}`, value: row })
    out.set(data.subarray(row * stride, (row + 1) * stride), i * stride)
  }
  return out
}

/** A tensor as the reference files write it: NaN and infinities are strings. */
export interface ReferenceTensor {
  readonly shape: readonly number[]
  readonly data: readonly (number | string)[]
}

/** What became of one row. 'unsupported' means that nearkin has no such thing yet, and says which. */
export interface Verdict {
  readonly status: 'passed' | 'failed' | 'unsupported'
  readonly detail: string
}

export const passed: Verdict = { status: 'passed', detail: '' }
export const failed = (detail: string): Verdict => ({ status: 'failed', detail })
export const unsupported = (detail: string): Verdict => ({ status: 'unsupported', detail })

export const numbersOf = (tensor: ReferenceTensor): number[] => tensor.data.map(numberOf)

/** A number that may be written out: 'NaN', 'Infinity' or 'inf'. */
export const numberOf = (x: number | string): number =>
  typeof x === 'string' ? Number(x.replace(/^([+-]?)inf$/i, '$1Infinity')) : x

/** Within 1e-3 relative or 1e-5 absolute: float32 against float64. NaN equals only NaN. */
export function close(ours: number, theirs: number): boolean {
  if (Number.isNaN(theirs)) return Number.isNaN(ours)
  if (!Number.isFinite(theirs)) return ours === theirs
  return Math.abs(ours - theirs) <= Math.max(1e-5, 1e-3 * Math.abs(theirs))
}

/** The first difference between two lists of numbers, in words; undefined where there is none. */
export function difference(what: string, ours: ArrayLike<number>, theirs: ArrayLike<number>): string | undefined {
  if (ours.length !== theirs.length) return `${what}: ${ours.length} numbers, not ${theirs.length}`
  for (let i = 0; i < ours.length; i++)
    if (!close(ours[i]!, theirs[i]!)) return `${what}[${i}]: ${ours[i]}, not ${theirs[i]}`
  return undefined
}

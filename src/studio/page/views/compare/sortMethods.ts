import type { ComparedMethod } from '../../../api.ts'

/** By what a table is sorted: a column's place, or the methods' names; null: as they were given. */
export interface Sorting {
  readonly by: number | 'name' | null
  readonly up: boolean
}

/** What the address says: `0`, `-2`, `name`, `-name`. A minus is from the largest down. */
export function sortingOf(text: string | null, columns: number): Sorting {
  const up = !text?.startsWith('-')
  const what = text?.replace(/^-/, '') ?? ''
  if (what === 'name') return { by: 'name', up }
  return /^\d{1,3}$/.test(what) && Number(what) < columns ? { by: Number(what), up } : { by: null, up: true }
}

export const sortingText = ({ by, up }: Sorting): string | null => (by === null ? null : `${up ? '' : '-'}${by}`)

/** Places of the methods in their order. What was not measured comes last either way. */
export function sortMethods(methods: readonly ComparedMethod[], { by, up }: Sorting): number[] {
  const places = [...methods.keys()]
  if (by === null) return places
  const sign = up ? 1 : -1
  if (by === 'name')
    return places.sort((a, b) => sign * methods[a]!.name.localeCompare(methods[b]!.name, 'en', { numeric: true }))
  const value = (m: number): number | null => methods[m]!.estimates[by]?.mean ?? null
  return places.sort((a, b) => {
    const [x, y] = [value(a), value(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return sign * (x - y)
  })
}

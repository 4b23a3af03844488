import { NearkinError } from '../../errors.ts'

/** Where several things are possible: which of them is taken, counted from 0. */
export type Choose = (count: number) => number

/** More attempts than this are not made: each builds the whole graph. */
const mostAttempts = 200

/** What is built with the first choices that lead to no error, the later ones changed first. Where none do, the error of the first
 *  attempt is thrown. */
export function firstFitting<T>(build: (choose: Choose) => T): T {
  let path: number[] = []
  let first: NearkinError | undefined
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const counts: number[] = []
    try {
      return build((count) => {
        counts.push(count)
        return path[counts.length - 1] ?? 0
      })
    } catch (error) {
      if (!(error instanceof NearkinError)) throw error
      first ??= error
      path = counts.map((_, i) => path[i] ?? 0)
      while (path.length > 0 && path.at(-1)! + 1 >= counts[path.length - 1]!) path.pop()
      if (path.length === 0) throw first
      path[path.length - 1]!++
    }
  }
  throw first
}

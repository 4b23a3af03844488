import { NearkinError } from '../errors.ts'
import { printable } from '../printable.ts'

/** A run of a comparison that ended with an error. */
export interface Failed {
  /** Of the method. */
  readonly name: string
  readonly seed: number
  readonly folder: string
  /** Why, in one line. */
  readonly reason: string
}

/** The runs that are missing in a comparison, a line each; '' where none is. */
export const failedText = (failed: readonly Failed[]): string =>
  failed.map(({ name, seed, folder, reason }) => `failed: ${name}, seed ${seed}, in ${folder}: ${reason}`).join('\n')

/** Why a run ended, in one line; what the library did not foresee is marked as such. */
export function reasonOf(error: unknown): string {
  if (error instanceof NearkinError) return printable(error.message)
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return printable(`unexpected: ${message}`)
}

import type { LikelyErrors } from '../../../api.ts'

/** Likely label errors of one class: those that bear it, and those that shall bear it. @param name null: all */
export function errorsOfClass({ errors }: LikelyErrors, name: string | null): LikelyErrors['errors'] {
  return name === null ? errors : errors.filter(({ label, suggested }) => label === name || suggested === name)
}

import type { z } from 'zod'
import { fail } from './errors.ts'

/** A value that was read, as its schema has it. Fails, naming `who`, the place in the value and what is wrong there, where it is anything
 *  else.
 *  @param who the file that it was read from @param rule what it must be */
export function checked<T>(
  schema: z.ZodType<T>,
  value: unknown,
  { who, rule, remedy }: { readonly who: string; readonly rule: string; readonly remedy: string },
): T {
  const found = schema.safeParse(value)
  if (found.success) return found.data
  const { path, message } = found.error.issues[0]!
  return fail({ who, rule: `${rule}, but at ${path.join('.') || 'the top'}: ${message}`, remedy })
}

import type { Parts } from '../evaluate/judge.ts'

/** The parts of which there is something to say, with their names: all queries, and seen and unseen classes apart where
 *  there are both.
 *  @param many what the classes are called, in the plural */
export function partNames<T>({ all, seen, unseen }: Parts<T>, many: string): readonly (readonly [string, T | null])[] {
  // Where no query is of an unseen class, or every one is, the part is the whole.
  if (seen && unseen)
    return [['all queries', all] as const, [`seen ${many}`, seen] as const, [`unseen ${many}`, unseen] as const]
  return [[unseen ? `unseen ${many}` : 'all queries', all]]
}

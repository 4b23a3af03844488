import { fail } from '../../errors.ts'

/** Something that a list names, and where: `train.txt: line 3`. */
export interface Named {
  readonly name: string
  readonly where: string
}

/** Fails where a name stands twice, naming both places. @param what is named: `an image` */
export function demandOnce(what: string, entries: Iterable<Named>): void {
  const seen = new Map<string, string>()
  for (const { name, where } of entries) {
    const before = seen.get(name)
    if (before !== undefined)
      fail({
        who: where,
        rule: `${what} must stand once, and stands in ${before} too`,
        value: name,
        remedy: 'fetch it again',
      })
    seen.set(name, where)
  }
}

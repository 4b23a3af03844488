const known = new WeakMap<readonly string[], ReadonlyMap<string, string>>()

/** A class's name without the folders that it stands in, where no other class of the column ends the same: `Apple` for `Fruit/Apple`.
 *  @param classes of the column */
export function shortLabel(label: string, classes: readonly string[]): string {
  const short = known.get(classes) ?? shortOf(classes)
  known.set(classes, short)
  return short.get(label) ?? label
}

function shortOf(classes: readonly string[]): ReadonlyMap<string, string> {
  const ends = classes.map((name) => name.slice(name.lastIndexOf('/') + 1))
  const times = new Map<string, number>()
  for (const end of ends) times.set(end, (times.get(end) ?? 0) + 1)
  const plain = (end: string) => end.trim() !== '' && times.get(end) === 1
  return new Map(classes.map((name, i) => [name, plain(ends[i]!) ? ends[i]! : name]))
}

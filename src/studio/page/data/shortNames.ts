/** Names of things that stand beside one another, each without what all have in common: of `triplet, all, seed 0` and `triplet, easiest,
 *  seed 0`, `all` and `easiest`. Parts are divided by commas. A name alone, and names that would become the same or nothing, stay whole. */
export function shortNames(names: readonly string[]): readonly string[] {
  const parts = names.map((name) => name.split(', '))
  const same = parts.every(({ length }) => length === parts[0]!.length)
  if (names.length < 2 || !same) return names
  const differing = parts[0]!.map((part, i) => parts.some((other) => other[i] !== part))
  const short = parts.map((own) => own.filter((_, i) => differing[i]).join(', '))
  return short.some((name) => name.trim() === '') || new Set(short).size < names.length ? names : short
}

/** A record with a prefix before every name: one flat record can hold what belongs to many. */
export const prefixed = <T>(prefix: string, record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [prefix + name, value]))

/** The part of a record whose names begin with a prefix, under the names without it. */
export function under<T>(prefix: string, record: Readonly<Record<string, T>>): Record<string, T> {
  const inside = Object.entries(record).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(inside.map(([name, value]) => [name.slice(prefix.length), value]))
}

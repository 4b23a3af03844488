/** Keeps what was made last, by key; what is being made is made once.
 *  @param most that are kept */
export function recent<T>(most: number): (key: string, make: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<T>>()
  return (key, make) => {
    const value = kept.get(key) ?? make()
    kept.delete(key)
    kept.set(key, value)
    value.catch(() => {
      if (kept.get(key) === value) kept.delete(key)
    })
    for (const other of [...kept.keys()].slice(0, -most)) kept.delete(other)
    return value
  }
}

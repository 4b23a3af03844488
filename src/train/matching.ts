import { demand } from '../errors.ts'

/** Whether a name is meant by one of some patterns. A pattern with `*` (any letters) or `?` (one) is of the whole name, with or without
 *  its first word: `*.bias`, `layer4.*`, `network.head.*`. One without is any part of the name: `head`, `layer4.0`.
 *  Fails, listing names that are like it, on a pattern that no name has: it is most likely mistyped.
 *  @param names all that there are, such as `parameterOrder`'s */
export function matching(patterns: readonly string[], names: readonly string[]): (name: string) => boolean {
  const tests = patterns.map((pattern) => {
    const test = testOf(pattern)
    demand(pattern !== '' && names.some(test), {
      who: 'matching',
      rule: 'a pattern must be of some name',
      value: pattern,
      remedy: names.length === 0 ? 'there are no names' : `near it are ${nearest(pattern, names).join(', ')}`,
    })
    return test
  })
  return (name) => tests.some((test) => test(name))
}

function testOf(pattern: string): (name: string) => boolean {
  if (!/[*?]/.test(pattern)) return (name) => name.includes(pattern)
  const written = [...pattern].map((c) => (c === '*' ? '.*' : c === '?' ? '.' : c.replace(/[\\^$.|+()[\]{}]/, '\\$&')))
  const whole = new RegExp(`^${written.join('')}$`, 's')
  return (name) => whole.test(name) || whole.test(name.slice(name.indexOf('.') + 1))
}

/** The names with the longest piece in common with a pattern. */
function nearest(pattern: string, names: readonly string[]): string[] {
  const common = new Map(names.map((name) => [name, longestCommon(pattern.toLowerCase(), name.toLowerCase())]))
  return names.toSorted((a, b) => common.get(b)! - common.get(a)!).slice(0, 3)
}

/** The length of the longest piece that two words share. */
function longestCommon(a: string, b: string): number {
  let longest = 0
  let row = new Array<number>(b.length + 1).fill(0)
  for (const letter of a) {
    row = row.map((_, j) => (j > 0 && b[j - 1] === letter ? row[j - 1]! + 1 : 0))
    longest = Math.max(longest, ...row)
  }
  return longest
}

import { fail } from './errors.ts'

/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** Parses JSON text; the error names `who`, the line and the column (from 1) where the text stops being JSON.
 *  With `unique`, a name that stands twice in one object is an error too: JSON.parse would drop the first silently. */
export function parseJson(
  text: string,
  who: string,
  { unique = false, remedy = 'restore it from a copy or make it again' }: { unique?: boolean; remedy?: string } = {},
): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    const { offset } = scan(text, false)
    const before = text.slice(0, offset).split('\n')
    const place = `line ${before.length}, column ${before.at(-1)!.length + 1}`
    const rest = text.slice(offset, offset + 20)
    if (rest === '') return fail({ who, rule: `must hold whole JSON, but ends too early at ${place}`, remedy, cause })
    return fail({ who, rule: `must hold JSON, but stops doing so at ${place}`, value: rest, remedy, cause })
  }
  if (unique) {
    const { repeated } = scan(text, true)
    if (repeated !== undefined) fail({ who, rule: 'must not give a name twice', value: repeated, remedy })
  }
  return value
}

// White space, then one token: an opening, a closing, a comma or colon, a string, or another scalar.
const TOKEN =
  /[ \t\n\r]*(?:([{[])|([}\]])|([,:])|("(?:[^"\\]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | 'more'

/** Walks over the tokens: the offset of the first that cannot stand there, and the first name given twice in one object. */
function scan(text: string, unique: boolean): { offset: number; repeated?: string } {
  const token = new RegExp(TOKEN)
  const space = /[ \t\n\r]*/y
  const open: { close: string; names: Set<string> }[] = []
  let expected: Expected = 'value'
  let offset = 0
  for (;;) {
    token.lastIndex = offset
    space.lastIndex = offset
    space.test(text)
    const start = space.lastIndex
    const match = token.exec(text)
    if (match === null) return { offset: start }
    const [, opening, closing, mark, string] = match
    const inner = open.at(-1)
    const scalar = !closing && !mark
    if (string !== undefined) {
      const control = firstControl(string)
      if (control >= 0) return { offset: start + control }
    }
    if (closing) {
      if (
        closing !== inner?.close ||
        !(expected === 'more' || expected === `value or ${closing}` || expected === `name or ${closing}`)
      )
        return { offset: start }
      open.pop()
      expected = 'more'
    } else if (mark === ',') {
      if (expected !== 'more' || inner === undefined) return { offset: start }
      expected = inner.close === '}' ? 'name' : 'value'
    } else if (mark === ':') {
      if (expected !== ':') return { offset: start }
      expected = 'value'
    } else if (expected === 'name' || expected === 'name or }') {
      if (string === undefined) return { offset: start }
      if (unique) {
        const name = JSON.parse(string) as string
        if (inner!.names.has(name)) return { offset: start, repeated: name }
        inner!.names.add(name)
      }
      expected = ':'
    } else if (scalar && (expected === 'value' || expected === 'value or ]')) {
      if (opening) open.push({ close: opening === '{' ? '}' : ']', names: new Set() })
      expected = opening === '{' ? 'name or }' : opening === '[' ? 'value or ]' : 'more'
    } else return { offset: start }
    offset = token.lastIndex
  }
}

/** The place of the first control character, which JSON wants escaped inside strings; -1 where there is none. */
function firstControl(string: string): number {
  for (let i = 0; i < string.length; i++) if (string.charCodeAt(i) < 0x20) return i
  return -1
}

/** Compares two strings as their UTF-8 bytes compare: the same order on every machine and in every language.
 *  Negative, zero or positive, as `sort` wants it. */
export function byteOrder(a: string, b: string): number {
  const n = Math.min(a.length, b.length)
  for (let i = 0; i < n; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}

// UTF-8 orders by code point; UTF-16 puts surrogates (code points beyond 0xffff) below 0xe000..0xffff.
const rank = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800)

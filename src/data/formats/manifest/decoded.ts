import { fail } from '../../../errors.ts'

/** The text of bytes that come piece by piece. Fails on what is no UTF-8, naming the file. */
export async function* decoded(path: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let before = 0
  try {
    for await (const piece of pieces) {
      const text = decoder.decode(piece, { stream: true })
      before += piece.length
      if (text !== '') yield text
    }
    const rest = decoder.decode()
    if (rest !== '') yield rest
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    fail({
      who: path,
      rule: `a manifest must be text in UTF-8; what follows byte ${before} is not`,
      remedy: 'save it as UTF-8',
      cause,
    })
  }
}

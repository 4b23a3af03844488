import { readFile, stat } from 'node:fs/promises'
import { demand, fail } from '../../errors.ts'

/** How the lines of a list are read. */
export interface ListForm {
  /** What a line reads, for complaints: `<image_id> <image_name>`. */
  readonly form: string
  /** Its groups are the fields of a line. */
  readonly pattern: RegExp
  /** Lines that come before, a heading or a count, as they must read. */
  readonly heading?: readonly RegExp[]
}

/** A line's fields, and its number in the file from 1. */
export interface ListLine {
  readonly line: number
  readonly fields: readonly string[]
}

/** What a list holds. */
export interface List {
  /** The lines before, as they read. */
  readonly heading: readonly string[]
  readonly lines: readonly ListLine[]
}

/** The lines of a text list of a benchmark (UTF-8; a byte order mark, CRLF and blank lines do no harm).
 *  Fails, naming file and line, on one that does not fit, and on a file that is missing, no text or larger than 256 MiB. */
export async function readList(path: string, { form, pattern, heading = [] }: ListForm): Promise<List> {
  const lines = (await readText(path))
    .split(/\r?\n/)
    .map((text, at) => ({ line: at + 1, text: text.trim() }))
    .filter(({ text }) => text !== '')
  heading.forEach((wanted, at) => {
    const found = lines[at]?.text ?? ''
    demand(wanted.test(found), {
      who: `${path}: line ${at + 1}`,
      rule: `must read ${wanted.source}`,
      value: found,
      remedy,
    })
  })
  return {
    heading: lines.slice(0, heading.length).map(({ text }) => text),
    lines: lines.slice(heading.length).map(({ line, text }) => {
      const match = pattern.exec(text)
      if (match) return { line, fields: match.slice(1) }
      return fail({ who: `${path}: line ${line}`, rule: `must read ${form}`, value: text.slice(0, 200), remedy })
    }),
  }
}

const remedy = 'fetch the file again'
const largest = 2 ** 28 // ten times the longest of these lists

/** A whole text file, without its byte order mark. */
async function readText(path: string): Promise<string> {
  const bytes = await stat(path)
    .then(({ size }) => {
      demand(size <= largest, { who: path, rule: `a list may have ${largest} bytes`, value: size, remedy })
      return readFile(path)
    })
    .catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === undefined) throw cause
      return fail({ who: path, rule: `the file must be there and readable (${cause.code})`, remedy, cause })
    })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    return fail({ who: path, rule: 'the file must be text in UTF-8', remedy, cause })
  }
}

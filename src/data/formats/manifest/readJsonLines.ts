import { createReadStream } from 'node:fs'
import { demand, fail } from '../../../errors.ts'
import { decoded } from './decoded.ts'
import { demandHeading } from './demandHeading.ts'
import { type ColumnBuilder, columnBuilder, demandRoom, type Table, type Use } from './table.ts'

/** Reads a file with one JSON object a line: its keys are columns, and a key that a line lacks is no value. Blank lines do no
 *  harm. Memory: the values of the columns that are kept, not the file. Fails, naming the line, on what is no object.
 *  @param useOf what a column is for, by its name */
export async function readJsonLines(path: string, useOf: (name: string) => Use): Promise<Table> {
  const builders = new Map<string, ColumnBuilder>()
  let rows = 0
  for await (const { text, line } of linesOf(path)) {
    const object = objectOf(text, `${path}: line ${line}`)
    for (const name of Object.keys(object)) {
      if (builders.has(name)) continue
      const builder = columnBuilder(name, useOf(name))
      for (let row = 0; row < rows; row++) builder.add(null)
      builders.set(name, builder)
      demandHeading(path, [...builders.keys()])
      demandRoom(path, rows, builders.size)
    }
    for (const [name, builder] of builders) builder.add(Object.hasOwn(object, name) ? object[name] : null)
    if (++rows % 65_536 === 0) demandRoom(path, rows, builders.size)
  }
  return { rows, columns: [...builders.values()].map((builder) => builder.column()) }
}

const longestLine = 1 << 20

async function* linesOf(path: string): AsyncGenerator<{ readonly text: string; readonly line: number }> {
  let line = 0
  let rest = ''
  const bytes = createReadStream(path, { highWaterMark: 1 << 18 })
  for await (const piece of decoded(path, bytes)) {
    const parts = (rest + piece).split('\n')
    rest = parts.pop()!
    for (const part of parts) {
      line++
      if (part.trim() !== '') yield { text: part, line }
    }
    demand(rest.length <= longestLine, {
      who: `${path}: line ${line + 1}`,
      rule: `a line may have ${longestLine} characters`,
      remedy: 'write one object a line',
    })
  }
  if (rest.trim() !== '') yield { text: rest, line: line + 1 }
}

function objectOf(text: string, who: string): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    return fail({
      who,
      rule: `must be one JSON object (${reason.slice(0, 200)})`,
      remedy: 'write one object a line',
      cause,
    })
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  return fail({ who, rule: 'must be one JSON object', value: text.slice(0, 100), remedy: 'write one object a line' })
}

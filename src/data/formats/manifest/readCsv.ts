import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { type CsvError, type Parser, parse } from 'csv-parse'
import { demand, fail, NearkinError } from '../../../errors.ts'
import { decoded } from './decoded.ts'
import { demandHeading } from './demandHeading.ts'
import { columnBuilder, demandRoom, type Table, type Use } from './table.ts'

/** Reads a table of text with a heading: RFC 4180, with `,` `;` `|` or tab between the values, whichever the heading has most
 *  of; blanks around values go. Memory: the values of the columns that are kept, not the file. Fails, naming the line, on rows
 *  of another length than the heading's, on quotes that do not close, and on what is no UTF-8.
 *  @param useOf what a column is for, by its name */
export async function readCsv(path: string, useOf: (name: string) => Use): Promise<Table> {
  const parser = parse({
    delimiter: await separatorOf(path),
    bom: true,
    trim: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
  })
  const reading = pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), (bytes) => decoded(path, bytes), parser)
  // It is awaited below: where the rows fail first, this failure is of the same cause.
  reading.catch(() => {})
  try {
    const table = await tableOf(path, parser, useOf)
    await reading
    return table
  } catch (error) {
    parser.destroy()
    if (error instanceof NearkinError) throw error
    return explain(path, error as CsvError & NodeJS.ErrnoException)
  }
}

// Where a quote is never closed, all the rest would be one value.
const longestRow = 1 << 20

async function tableOf(path: string, parser: Parser, useOf: (name: string) => Use): Promise<Table> {
  let heading: readonly string[] | undefined
  let builders: ReturnType<typeof columnBuilder>[] = []
  let rows = 0
  for await (const record of parser as AsyncIterable<string[]>) {
    if (heading === undefined) {
      heading = record
      demandHeading(path, heading)
      builders = heading.map((name) => columnBuilder(name, useOf(name)))
      continue
    }
    for (let i = 0; i < builders.length; i++) builders[i]!.add(record[i])
    if (++rows % 65_536 === 0) demandRoom(path, rows, builders.length)
  }
  demand(heading, {
    who: path,
    rule: 'a manifest must have a heading and a row for each image',
    value: 'an empty file',
  })
  return { rows, columns: builders.map((builder) => builder.column()) }
}

async function separatorOf(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0)
    const heading = buffer
      .toString('latin1', 0, bytesRead)
      .replace(/^(ï»¿)?\s+/, '')
      .split(/[\r\n]/)[0]!
      .replaceAll(/"[^"]*"/g, '')
    const counts = [',', ';', '\t', '|'].map((separator) => ({ separator, count: heading.split(separator).length }))
    return counts.reduce((most, one) => (one.count > most.count ? one : most)).separator
  } finally {
    await file.close()
  }
}

function explain(path: string, error: CsvError & NodeJS.ErrnoException): never {
  const line = error.lines === undefined ? path : `${path}: line ${error.lines}`
  switch (error.code as string) {
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH': {
      const [, wanted, found] = /expect (\d+), got (\d+)/.exec(error.message) ?? []
      return fail({
        who: line,
        rule: `a row must have as many values as the heading, ${wanted}`,
        value: Number(found),
        remedy: 'put values that hold a separator in quotes',
        cause: error,
      })
    }
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return fail({
        who: line,
        rule: 'a quote that is opened must be closed',
        remedy: 'close it; a quote inside a value is written twice',
        cause: error,
      })
    default:
      return fail({
        who: line,
        rule: `the file must be well-formed CSV (${error.message.replaceAll(/\s+/g, ' ')})`,
        remedy: 'a quote inside a value is written twice, in a value between quotes',
        cause: error,
      })
  }
}

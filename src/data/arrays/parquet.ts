import type { SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { Embedded } from './embedded.ts'
import { checkEmbedded } from './embedded.ts'

/** Numbers in one row group: the writer holds them as JavaScript arrays while it encodes. */
const GROUP = 1 << 20

/** Encodes embeddings as Parquet: `name` (string), `embedding` (list of float32), and a string column for each label level under
 *  the level's name (`label_name` for a level that is itself called `name`). Nothing is null. */
export function encodeParquet(embedded: Embedded): Uint8Array {
  checkEmbedded('encodeParquet', embedded)
  const { names, embeddings, dimensions, labels = {} } = embedded
  const levels = columns(Object.keys(labels)).map((name, i) => ({ name, data: Object.values(labels)[i]! }))
  const schema: SchemaElement[] = [
    { name: 'root', num_children: 2 + levels.length },
    text('name'),
    { name: 'embedding', repetition_type: 'REQUIRED', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'REQUIRED', type: 'FLOAT' },
    ...levels.map(({ name }) => text(name)),
  ]
  const writer = new ByteWriter()
  const parquet = new ParquetWriter({ writer, schema, createdBy: 'nearkin' })
  const rows = Math.min(100_000, Math.max(1, Math.floor(GROUP / dimensions)))
  for (let from = 0; from < names.length; from += rows) {
    const to = Math.min(names.length, from + rows)
    const vectors = Array.from({ length: to - from }, (_, i) =>
      Array.from(embeddings.subarray((from + i) * dimensions, (from + i + 1) * dimensions)),
    )
    parquet.write({
      rowGroupSize: rows,
      columnData: [
        { name: 'name', data: names.slice(from, to) },
        // Neither dictionary, compression nor statistics pays for numbers that hardly repeat.
        { name: 'embedding', data: vectors, encoding: 'PLAIN', codec: 'UNCOMPRESSED', statistics: false },
        ...levels.map(({ name, data }) => ({ name, data: data.slice(from, to) })),
      ],
    })
  }
  parquet.finish()
  return writer.getBytes()
}

const text = (name: string): SchemaElement => ({
  name,
  repetition_type: 'REQUIRED',
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
})

/** A column's name for each level, none of them twice. */
function columns(levels: readonly string[]): string[] {
  const taken = new Set(['name', 'embedding', ...levels])
  return levels.map((level) => {
    let name = level
    if (level === 'name' || level === 'embedding') while (taken.has(name)) name = `label_${name}`
    taken.add(name)
    return name
  })
}

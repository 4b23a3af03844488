import {
  type AsyncBuffer,
  asyncBufferFromFile,
  type DecodedArray,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type SchemaTree,
} from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { demand, fail, NearkinError } from '../../../errors.ts'
import { demandHeading } from './demandHeading.ts'
import { embeddedBytes } from './embeddedBytes.ts'
import { type Column, columnBuilder, demandRoom, type Table, type Use } from './table.ts'

/** Reads a Parquet file, row group by row group and column by column. A column of bytes, or of `{bytes, path}` as Hugging Face
 *  writes images, is not read: its images are, when they are asked for, and their paths become the column's values. Whole
 *  numbers that the file's Hugging Face metadata names are read by those names. Fails on what is no Parquet file, is damaged, or
 *  is compressed in a way that is not known.
 *  @param useOf what a column is for, by its name */
export async function readParquet(path: string, useOf: (name: string) => Use): Promise<Table> {
  try {
    const file = await asyncBufferFromFile(path)
    const metadata = await parquetMetadataAsync(file)
    const rows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0)
    const { children } = parquetSchema(metadata)
    demandHeading(
      path,
      children.map(({ element }) => element.name),
    )
    demandRoom(path, rows, children.length)
    const image = imageAmong(children)
    const columns: Column[] = []
    for (const child of children) columns.push(await columnOf({ path, file, metadata, child, image, useOf }))
    if (!image) return { rows, columns }
    const column = image.element.name
    return { rows, columns, images: { column, bytes: embeddedBytes({ path, file, metadata, column }) } }
  } catch (cause) {
    if (cause instanceof NearkinError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    return fail({
      who: path,
      rule: `the file must be a whole Parquet file (${reason.slice(0, 300)})`,
      remedy: 'write it again',
      cause,
    })
  }
}

/** The column that holds images themselves. */
function imageAmong(columns: readonly SchemaTree[]): SchemaTree | undefined {
  const named = /^(image|img|photo|picture|bytes|image_bytes|jpe?g|png|webp)$/i
  return (
    columns.find((column) => column.children.some((child) => child.element.name === 'bytes' && isBytes(child))) ??
    columns.find((column) => named.test(column.element.name) && isBytes(column))
  )
}

/** Bytes, and not said to be text. */
const isBytes = ({ children, element }: SchemaTree): boolean =>
  children.length === 0 &&
  element.type === 'BYTE_ARRAY' &&
  element.converted_type === undefined &&
  element.logical_type === undefined

interface Source {
  readonly path: string
  readonly file: AsyncBuffer
  readonly metadata: FileMetaData
  readonly child: SchemaTree
  readonly image: SchemaTree | undefined
  readonly useOf: (name: string) => Use
}

async function columnOf({ path, file, metadata, child, image, useOf }: Source): Promise<Column> {
  const { name } = child.element
  const rows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0)
  const unread = (unfit: string): Column => ({ name, codes: new Int32Array(rows).fill(-1), texts: [], unfit })
  const paths = child === image && child.children.some(({ element }) => element.name === 'path')
  if (child === image && !paths) return unread('its values are bytes')
  if (!paths && (child.children.length > 0 || child.element.repetition_type === 'REPEATED'))
    return unread('its values are nested')
  if (isBytes(child) && useOf(name) === 'labels') return unread('its values are bytes')

  const builder = columnBuilder(name, paths ? 'each' : useOf(name))
  const named = namesIn(metadata, name)
  const wanted = paths ? withoutBytes(metadata, name) : metadata
  let start = 0
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows)
    const values = await valuesOf(file, wanted, name, start, end)
    demand(values.length === end - start, {
      who: path,
      rule: `column '${name}' must have a value for each of ${end - start} rows`,
      value: values.length,
    })
    for (const value of values) {
      const plain: unknown = paths ? (value as { path?: unknown } | null)?.path : value
      builder.add(named && (typeof plain === 'number' || typeof plain === 'bigint') ? named[Number(plain)] : plain)
    }
    start = end
  }
  return builder.column()
}

async function valuesOf(
  file: AsyncBuffer,
  metadata: FileMetaData,
  column: string,
  rowStart: number,
  rowEnd: number,
): Promise<unknown[]> {
  if (rowStart === rowEnd) return []
  const parts: { readonly at: number; readonly data: DecodedArray }[] = []
  await parquetRead({
    ...{ file, metadata, columns: [column], rowStart, rowEnd, compressors },
    onChunk: ({ rowStart: at, columnData }) => parts.push({ at, data: columnData }),
  })
  parts.sort((a, b) => a.at - b.at)
  return parts.flatMap(({ data }) => Array.from(data as ArrayLike<unknown>))
}

/** The file as if the images' bytes were not in it: their paths are read without them. */
function withoutBytes(metadata: FileMetaData, column: string): FileMetaData {
  const at = metadata.schema.findIndex(({ name, num_children }) => name === column && num_children !== undefined)
  const bytes = metadata.schema.findIndex(({ name }, i) => i > at && name === 'bytes')
  return {
    ...metadata,
    schema: metadata.schema
      .map((element, i) => (i === at ? { ...element, num_children: element.num_children! - 1 } : element))
      .filter((_, i) => i !== bytes),
    row_groups: metadata.row_groups.map((group) => ({
      ...group,
      columns: group.columns.filter(({ meta_data }) => meta_data?.path_in_schema.join('.') !== `${column}.bytes`),
    })),
  }
}

/** What the numbers of a column mean, as Hugging Face's datasets write it into a file. */
function namesIn(metadata: FileMetaData, column: string): readonly string[] | undefined {
  const text = metadata.key_value_metadata?.find(({ key }) => key === 'huggingface')?.value
  try {
    const info = JSON.parse(text ?? 'null') as { info?: { features?: Record<string, { names?: unknown }> } } | null
    const names = info?.info?.features?.[column]?.names
    return Array.isArray(names) && names.every((name) => typeof name === 'string') ? names : undefined
  } catch {
    return undefined
  }
}

import { type AsyncBuffer, type FileMetaData, parquetScan } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { demand, fail } from '../../../errors.ts'

/** The images that a Parquet file holds, by row; null where a row has none. A row group is decompressed as a whole, so its
 *  images are kept for those asked for next, up to 1 GiB of them all together: the group used longest ago goes first.
 *  @param mostBytes that may be kept; a row group of more is refused */
export function embeddedBytes({
  path,
  file,
  metadata,
  column,
  mostBytes = 2 ** 30,
}: {
  readonly path: string
  readonly file: AsyncBuffer
  readonly metadata: FileMetaData
  readonly column: string
  readonly mostBytes?: number
}): (row: number) => Promise<Uint8Array | null> {
  const groups = groupsOf(metadata, column)
  for (const { size } of groups)
    demand(size <= mostBytes, {
      who: path,
      rule: `a row group may have ${mostBytes} bytes of images`,
      value: size,
      remedy: 'write smaller row groups',
    })
  const kept = new Map<Group, Promise<readonly unknown[]>>()

  const imagesOf = (group: Group): Promise<readonly unknown[]> => {
    const images = kept.get(group) ?? readGroup(path, file, metadata, column, group)
    // Last in the map is the last one used.
    kept.delete(group)
    kept.set(group, images)
    let bytes = [...kept.keys()].reduce((sum, { size }) => sum + size, 0)
    for (const oldest of kept.keys()) {
      if (bytes <= mostBytes) break
      kept.delete(oldest)
      bytes -= oldest.size
    }
    return images
  }

  return async (row) => {
    const group = groups.find(({ end }) => row < end)
    demand(group && row >= 0, { who: path, rule: 'there must be such a row', value: row })
    const value = (await imagesOf(group))[row - group.start]
    const bytes = value instanceof Uint8Array ? value : (value as { bytes?: unknown } | null | undefined)?.bytes
    return bytes instanceof Uint8Array ? bytes : null
  }
}

interface Group {
  readonly start: number
  readonly end: number
  /** Bytes of its images, decompressed. */
  readonly size: number
}

function groupsOf(metadata: FileMetaData, column: string): Group[] {
  let start = 0
  return metadata.row_groups.map((group) => {
    const own = group.columns.filter(({ meta_data }) => meta_data?.path_in_schema[0] === column)
    const size = own.reduce((sum, { meta_data }) => sum + Number(meta_data!.total_uncompressed_size), 0)
    const from = start
    start += Number(group.num_rows)
    return { start: from, end: start, size }
  })
}

async function readGroup(
  path: string,
  file: AsyncBuffer,
  metadata: FileMetaData,
  column: string,
  { start, end }: Group,
): Promise<readonly unknown[]> {
  try {
    const scan = await parquetScan({ file, metadata, columns: [column], utf8: false, compressors })
    return Array.from((await scan.readColumn({ column, rowStart: start, rowEnd: end })) as ArrayLike<unknown>)
  } catch (cause) {
    return fail({
      who: path,
      rule: `rows ${start + 1} to ${end} must be readable (${cause instanceof Error ? cause.message : cause})`,
      remedy: 'write the file again',
      cause,
    })
  }
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { demand } from '../../errors.ts'
import { parseJson } from '../../json.ts'
import type { ClassList, ClassPage, LikelyErrors, NearDuplicateList, Neighbour } from '../api.ts'
import { judgedPlace } from '../judgedPlace.ts'
import { layout } from './layout.ts'
import { openFiles } from './openFiles.ts'
import type { Prepared, RowRecord } from './prepared.ts'
import { preparedFolder } from './preparedFolder.ts'
import { madeAgain, readAt } from './readAt.ts'
import { recordBlocks } from './recordBlocks.ts'
import { recordsBetween } from './recordsBetween.ts'
import { storedDetail } from './storedDetail.ts'

/** Bytes of embeddings read at a time. */
const usualBlock = 4 << 20

/** Opens what was prepared for a run. Its files stay open, and what they say stays the same, until `close`, also where the folder is
 *  replaced meanwhile. Fails, naming the file, where there is nothing, or it is damaged, or of another format. */
export async function openPrepared(run: string): Promise<Prepared> {
  const folder = preparedFolder(run)
  demand(existsSync(folder), { who: run, rule: 'must have been prepared to be looked at', remedy: 'prepare it first' })
  const detail = storedDetail(folder)
  const { key: _key, files: _files, ...told } = detail
  const { rows: count, dimension, depth, columns } = detail
  const files = await openFiles(folder, detail)
  const whole = async (name: string): Promise<Uint8Array<ArrayBuffer>> =>
    readAt(files.of(name), 0, files.of(name).bytes)
  const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
    let made: Promise<T> | undefined
    return () => {
      made ??= make()
      return made
    }
  }
  const offsets = once(async () => new Float64Array((await whole(layout.rowOffsets)).buffer))
  const thumbnailOffsets = once(async () => new Float64Array((await whole(layout.thumbnailOffsets)).buffer))
  const held = columns.map((_, place) => once(async () => new Int32Array((await whole(layout.column(place))).buffer)))
  const mapValues = once(async () => new Float32Array((await whole(layout.map)).buffer))
  const pageStarts = once(async () => new Float64Array((await whole(layout.classPageOffsets)).buffer))
  const classPage = async (place: number): Promise<ClassPage | null> => {
    const starts = await pageStarts()
    if (!(starts[place]! < starts[place + 1]!)) return null
    const [page] = await recordsBetween<ClassPage>(
      files.of(layout.classPages),
      starts.subarray(place, place + 2),
      place,
    )
    return page!
  }
  const json = async (name: string): Promise<unknown> =>
    parseJson(new TextDecoder().decode(await whole(name)), join(folder, name))

  const classList = async (): Promise<ClassList> => (await json(layout.classes)) as ClassList

  const demandRow = (row: number): void =>
    demand(Number.isInteger(row) && row >= 0 && row < count, {
      who: run,
      rule: `its rows go from 0 to ${count - 1}`,
      value: row,
    })
  const columnValues = async (place: number): Promise<Int32Array> => {
    demand(held[place], { who: run, rule: `its columns go from 0 to ${columns.length - 1}`, value: place })
    return held[place]()
  }
  const records = async (rows: readonly number[]): Promise<RowRecord[]> => {
    rows.forEach(demandRow)
    const starts = await offsets()
    const lines = files.of(layout.rows)
    return Promise.all(
      rows.map(async (row) => (await recordsBetween<RowRecord>(lines, starts.subarray(row, row + 2), row))[0]!),
    )
  }
  const nearest: Prepared['nearest'] = async (rows, k) => {
    rows.forEach(demandRow)
    demand(Number.isInteger(k) && k >= 1 && k <= depth, {
      who: run,
      rule: `1 to ${depth} neighbours of each image are kept`,
      value: k,
    })
    const [found, distances] = [new Int32Array(rows.length * k), new Float32Array(rows.length * k)]
    await Promise.all(
      rows.map(async (row, i) => {
        const at = 4 * row * depth
        const [a, b] = [
          await readAt(files.of(layout.neighbours), at, 4 * k),
          await readAt(files.of(layout.distances), at, 4 * k),
        ]
        found.set(new Int32Array(a.buffer), i * k)
        distances.set(new Float32Array(b.buffer), i * k)
      }),
    )
    return { rows: found, distances }
  }
  const judged = judgedPlace(detail)

  return {
    detail: told,
    records,
    recordBlocks: () =>
      recordBlocks(count, async (from, some) =>
        recordsBetween(files.of(layout.rows), (await offsets()).subarray(from, from + some + 1), from),
      ),
    nearest,
    columnValues,
    mapValues,
    async rowInfo(rows) {
      const [found, values] = await Promise.all([records(rows), Promise.all(columns.map((_, i) => columnValues(i)))])
      return rows.map((row, i) => ({
        row,
        name: found[i]!.name,
        labels: columns.map(({ classes }, place) => classes[values[place]![row]!] ?? null),
      }))
    },
    async neighbours(rows, k) {
      const [near, labels] = [await nearest(rows, Math.min(k, depth)), await columnValues(judged)]
      const width = Math.min(k, depth)
      const places = [...near.rows.keys()].filter((at) => near.rows[at]! >= 0)
      const unique = [...new Set(places.map((at) => near.rows[at]!))]
      const names = new Map((await records(unique)).map(({ name }, i) => [unique[i]!, name]))
      const neighbour = (query: number, at: number): Neighbour => {
        const row = near.rows[at]!
        const [own, other] = [labels[query]!, labels[row]!]
        return {
          row,
          distance: near.distances[at]!,
          right: own < 0 || other < 0 ? null : own === other,
          name: names.get(row)!,
          label: columns[judged]!.classes[other] ?? null,
        }
      }
      return rows.map((row, i) => ({
        row,
        neighbours: places.filter((at) => Math.floor(at / width) === i).map((at) => neighbour(row, at)),
      }))
    },
    async thumbnail(row) {
      demandRow(row)
      if (detail.thumbnail === null) return null
      const starts = await thumbnailOffsets()
      const { path } = files.of(layout.thumbnails)
      if (starts[row] === starts[row + 1]) return null
      const bytes = await readAt(files.of(layout.thumbnails), starts[row]!, starts[row + 1]! - starts[row]!)
      demand(isWebp(bytes), {
        who: path,
        rule: `must hold a WebP for row ${row}`,
        remedy: madeAgain,
      })
      return bytes
    },
    async *embeddings({ bytes = usualBlock } = {}) {
      const step = Math.max(1, Math.floor(bytes / (4 * dimension)))
      for (let from = 0; from < count; from += step) {
        const rows = Math.min(step, count - from)
        const read = await readAt(files.of(layout.embeddings), 4 * from * dimension, 4 * rows * dimension)
        yield [from, new Float32Array(read.buffer)]
      }
    },
    classList,
    classPage,
    async classes() {
      const list = await classList()
      const pages: ClassPage[] = []
      for (const one of list.classes) pages.push((await classPage(one.class))!)
      return { list, pages }
    },
    errors: async () => (await json(layout.errors)) as LikelyErrors,
    duplicates: async () => (await json(layout.duplicates)) as NearDuplicateList,
    close: files.close,
  }
}

/** RIFF, the size of what follows, WEBP. */
function isWebp(bytes: Uint8Array): boolean {
  if (bytes.length < 12) return false
  const text = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true)
  return text(0) === 'RIFF' && text(8) === 'WEBP' && size + 8 === bytes.length
}

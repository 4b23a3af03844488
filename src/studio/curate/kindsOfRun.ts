import type { NamedDecision } from './journalEvent.ts'
import type { ColumnValues, CuratedRun } from './openCuratedRun.ts'

type NamedKind = Extract<NamedDecision, { do: 'name kind' }>['kind']

/** The kinds that a preparation found, and how they are found again after the next one. */
export interface KindsOfRun {
  readonly names: readonly string[]
  /** The class that a kind lies in; null where it has no label. */
  readonly classOf: (kind: number) => string | null
  /** A kind in words of the data. */
  readonly named: (kind: number) => Promise<NamedKind & { readonly rows: readonly number[] }>
  /** The kind of most of these images, where it has few others: two sets of which more than half is common. -1 where there is none. */
  readonly find: (images: readonly string[], rowOf: (name: string) => number | undefined) => number
}

/** The kinds of a prepared run.
 *  @param level the label that is curated */
export function kindsOfRun(
  { blocks }: Pick<CuratedRun, 'blocks'>,
  { level, kind: kinds }: { readonly level: ColumnValues; readonly kind: ColumnValues | null },
): KindsOfRun {
  const names = kinds?.classes ?? []
  const sizes = new Int32Array(names.length)
  const firsts = new Int32Array(names.length).fill(-1)
  kinds?.of.forEach((kind, row) => {
    if (kind < 0) return
    sizes[kind]!++
    if (firsts[kind]! < 0) firsts[kind] = row
  })
  const classOf = (kind: number): string | null => classAt(level, firsts[kind] ?? -1)
  return {
    names,
    classOf,
    async named(kind) {
      const images: string[] = []
      const rows: number[] = []
      for await (const { from, records } of blocks())
        for (const [i, { name }] of records.entries())
          if (kinds?.of[from + i] === kind) {
            images.push(name)
            rows.push(from + i)
          }
      return { name: names[kind]!, class: classOf(kind) ?? '', images, rows }
    },
    find(images, rowOf) {
      const counts = new Map<number, number>()
      for (const image of images) {
        const kind = kinds?.of[rowOf(image) ?? -1] ?? -1
        if (kind >= 0) counts.set(kind, (counts.get(kind) ?? 0) + 1)
      }
      for (const [kind, common] of counts) if (2 * common > images.length + sizes[kind]! - common) return kind
      return -1
    },
  }
}

const classAt = ({ classes, of }: ColumnValues, row: number): string | null => classes[of[row] ?? -1] ?? null

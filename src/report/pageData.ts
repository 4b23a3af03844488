import type { Picture, ReportData } from './data.ts'

/** What the page's script gets: columns instead of records, classes as indices, four decimals. */
export interface PageData {
  readonly pictures: readonly {
    readonly method: number
    readonly kind: Picture['kind']
    /** [items, 2]; null where a number was not finite. */
    readonly xy: readonly (number | null)[]
  }[]
  readonly names: readonly string[]
  readonly train: Colouring
  readonly fine: Colouring
  /** 1 for items of classes that were trained on. */
  readonly seen: readonly number[]
  readonly tiles: readonly number[]
  readonly sprite: {
    readonly columns: number
    readonly rows: number
    readonly tileWidth: number
    readonly tileHeight: number
  } | null
}

export interface Colouring {
  /** Name of the label level. */
  readonly name: string
  readonly classes: readonly string[]
  /** [items]: index into classes. */
  readonly of: readonly number[]
}

export function pageData(data: ReportData): PageData {
  const { items, dataset } = data
  return {
    pictures: data.methods.flatMap((m, method) =>
      m.picture ? [{ method, kind: m.picture.kind, xy: Array.from(m.picture.xy, rounded) }] : [],
    ),
    names: items.map((i) => i.name),
    train: colouring(
      dataset.trainLabel,
      items.map((i) => i.trainLabel),
    ),
    fine: colouring(
      dataset.evaluateLabel,
      items.map((i) => i.fineLabel),
    ),
    seen: items.map((i) => Number(i.seen)),
    tiles: items.map((i) => i.thumbnail),
    sprite: data.sprite && {
      columns: data.sprite.columns,
      rows: data.sprite.rows,
      tileWidth: data.sprite.tileWidth,
      tileHeight: data.sprite.tileHeight,
    },
  }
}

const rounded = (x: number): number | null => (Number.isFinite(x) ? Math.round(x * 1e4) / 1e4 : null)

function colouring(name: string, labels: readonly string[]): Colouring {
  const classes = [...new Set(labels)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const index = new Map(classes.map((c, i) => [c, i]))
  return { name, classes, of: labels.map((l) => index.get(l)!) }
}

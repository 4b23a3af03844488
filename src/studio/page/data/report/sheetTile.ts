import type { EmbeddedSheet, EmbeddedTiles } from '../../../export/embedded.ts'
import { embedded } from '../embedded.ts'
import { bytesOf } from './bytesOf.ts'

/** Where on a report's sheet of thumbnails a row's picture lies; the sheet itself is in the page's style. */
export interface SheetTile {
  readonly sheet: EmbeddedSheet
  readonly column: number
  readonly line: number
}

const tiles = new Map<string, Int32Array>()

/** Null where the row has no picture. */
export function sheetTile(run: string, row: number): SheetTile | null {
  const sheet = embedded?.['/api/sheet'] as EmbeddedSheet | undefined
  if (!sheet) return null
  let places = tiles.get(run)
  if (!places) {
    const stored = embedded?.[`/api/runs/${run}/tiles`] as EmbeddedTiles | undefined
    places = new Int32Array(bytesOf(stored ?? ''))
    tiles.set(run, places)
  }
  const place = places[row] ?? -1
  return place < 0 ? null : { sheet, column: place % sheet.columns, line: Math.floor(place / sheet.columns) }
}

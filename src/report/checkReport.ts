import { demand } from '../errors.ts'
import type { ReportData } from './data.ts'

/** Throws where indices or lengths of the report's data do not fit one another. */
export function checkReport({ methods, items, queries, sprite, table }: ReportData): void {
  const who = 'report'
  const isItem = (i: number): boolean => Number.isInteger(i) && i >= 0 && i < items.length
  demand(methods.length > 0, { who, rule: 'there must be at least one method' })
  demand(queries.every(isItem), {
    who,
    rule: 'queries must be indices of items',
    value: queries.find((q) => !isItem(q)),
  })
  for (const m of methods) {
    demand(!m.picture || m.picture.xy.length === 2 * items.length, {
      who,
      rule: `the picture of '${m.name}' must hold two numbers for each of ${items.length} items`,
      value: m.picture?.xy.length,
    })
    demand(m.neighbours.length === 0 || m.neighbours.length === queries.length, {
      who,
      rule: `'${m.name}' must have a list of neighbours for each of ${queries.length} queries`,
      value: m.neighbours.length,
    })
    demand(
      m.neighbours.flat().every((f) => isItem(f.item)),
      {
        who,
        rule: `the neighbours of '${m.name}' must be indices of items`,
      },
    )
  }
  demand(table.rows.length === methods.length && table.rows.every((r) => r.length === table.columns.length), {
    who,
    rule: 'the table must have a row for each method and in it a cell for each column',
    value: table.rows.map((r) => r.length),
  })
  demand(
    table.differences.every(({ of, less }) => methods[of] && methods[less]),
    { who, rule: 'the differences of the table must be of methods that there are' },
  )
  const classes = table.byClass?.classes.length ?? 0
  demand(
    !table.byClass ||
      (table.byClass.rows.length === classes && table.byClass.rows.every((r) => r.length === methods.length)),
    {
      who,
      rule: 'the table by class must have a row for each class and in it a cell for each method',
      value: table.byClass?.rows.map((r) => r.length),
    },
  )
  // The URI stands inside a style sheet, where a quote or a tag would end it.
  demand(!sprite || /^data:image\/(webp|png|jpeg);base64,[A-Za-z0-9+/=]+$/.test(sprite.uri), {
    who,
    rule: 'the sprite must be a base64 data URI of a WebP, PNG or JPEG image',
  })
  const tiles = sprite ? sprite.columns * sprite.rows : Number.POSITIVE_INFINITY
  demand(
    items.every((i) => i.thumbnail < tiles),
    { who, rule: `thumbnails must lie within the sprite's ${tiles} tiles` },
  )
}

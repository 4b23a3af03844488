import type { Wall, WallQuery } from '../../api.ts'
import { judgedPlace } from '../../judgedPlace.ts'
import type { OpenRun } from '../preparedRuns.ts'
import { recent } from '../recent.ts'
import { countWall, type Shown } from './countWall.ts'
import { linkRows } from './linkRows.ts'

/** What a wall shows. */
export interface WallAsked {
  readonly shown: Shown
  /** Queries of one class of a column alone. */
  readonly ofClass: { readonly column: number; readonly class: number } | null
  readonly from: number
  readonly count: number
}

/** Queries down, runs across. What a filter leaves is found once and kept for a while, as a wall is read page by page. */
export interface Walls {
  /** For each row of one run the row of the other with the same image, or -1. */
  link(a: OpenRun, b: OpenRun): Promise<Int32Array>
  wall(runs: readonly OpenRun[], asked: WallAsked): Promise<Wall>
}

const mostNeighbours = 12

/** Opens what walls are made from. A link takes 4 bytes a row, and so does a filter. */
export function openWalls(): Walls {
  const links = recent<Int32Array>(16)
  const counted = recent<ReturnType<typeof countWall>>(8)

  const link: Walls['link'] = (a, b) => links(`${a.id} ${a.stamp} ${b.id} ${b.stamp}`, () => linkRows(a, b))

  /** How each image of the first run comes out under another. */
  const rightUnder = async (first: OpenRun, open: OpenRun): Promise<ArrayLike<number>> => {
    const right = await rightOf(open)
    if (open.detail.images === first.detail.images) return right
    return (await link(first, open)).map((row) => (row < 0 ? -1 : right[row]!))
  }

  return {
    link,
    async wall(runs, { shown, ofClass, from, count }) {
      const first = runs[0]!
      const key = JSON.stringify([runs.map(({ id, stamp }) => [id, stamp]), shown, ofClass])
      const { counts, rows } = await counted(key, async () => {
        const right = await Promise.all(runs.map((open) => rightUnder(first, open)))
        const labels = ofClass && (await first.columnValues(ofClass.column))
        const isQuery = (value: number, row: number): boolean =>
          value >= 0 && (!labels || labels[row] === ofClass?.class)
        const own = await rightOf(first)
        const queries = Int32Array.from(own.keys()).filter((row) => isQuery(own[row]!, row))
        return countWall(queries, right, shown)
      })
      const page = [...rows.subarray(from, from + count)]
      const answers = await Promise.all(runs.map((open) => answersOf(open, first, page, link)))
      const infos = await first.rowInfo(page)
      const level = judgedPlace(first.detail)
      return {
        total: rows.length,
        counts,
        queries: infos.map(
          ({ row, name, labels }, i): WallQuery => ({
            row,
            name,
            label: labels[level] ?? null,
            answers: answers.map((of) => of[i]!),
          }),
        ),
      }
    },
  }
}

/** What one run answers to queries of the first. */
async function answersOf(
  open: OpenRun,
  first: OpenRun,
  queries: readonly number[],
  link: Walls['link'],
): Promise<WallQuery['answers'][number][]> {
  const places = open === first ? null : await link(first, open)
  const own = queries.map((row) => (places ? places[row]! : row))
  const known = own.filter((row) => row >= 0)
  const near = new Map((await open.neighbours(known, mostNeighbours)).map(({ row, neighbours }) => [row, neighbours]))
  return own.map((row) => {
    const neighbours = near.get(row) ?? []
    return { run: open.id, row: row < 0 ? null : row, right: neighbours[0]?.right ?? null, neighbours }
  })
}

/** The column that says of queries whether their nearest is right. */
async function rightOf({ detail, columnValues }: OpenRun): Promise<Int32Array> {
  const place = detail.columns.findIndex(({ role }) => role === 'right')
  return place < 0 ? new Int32Array(detail.rows).fill(-1) : columnValues(place)
}

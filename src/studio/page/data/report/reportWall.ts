import type { Wall, WallQuery } from '../../../api.ts'
import type { ReportRun } from './reportRun.ts'

/** What the address of a wall asks for. */
export interface WallAsked {
  readonly show: 'all' | 'failures' | 'disagreements' | 'turned'
  /** With `turned`: places of the run that is wrong and of the one that is right. */
  readonly turned: readonly [wrong: number, right: number]
  readonly className: string | null
  readonly level: string
  readonly from: number
  readonly count: number
}

const mostNeighbours = 12

/** The wall of the queries that a report carries, as the server would make it of all.
 *  @param rowIn the row of another run with the same image, or -1 */
export function reportWall(
  runs: readonly (readonly [id: string, run: ReportRun])[],
  rowIn: (of: number, row: number) => number,
  { show, turned: [wrong, right], className, level, from, count }: WallAsked,
): Wall {
  const [, first] = runs[0]!
  const queries = first.asked.filter((row) => className === null || nameIn(first, level, row) === className)
  const made = queries.map((row): WallQuery => {
    const answers = runs.map(([run, reading], r) => {
      const own = r === 0 ? row : rowIn(r, row)
      const neighbours = own < 0 ? [] : (reading.neighbours(own, mostNeighbours) ?? [])
      return { run, row: own < 0 ? null : own, right: neighbours[0]?.right ?? null, neighbours }
    })
    return { row, name: first.names[row]!, label: nameIn(first, first.detail.evaluateLabel, row), answers }
  })
  const some = ({ answers }: WallQuery, value: boolean): boolean => answers.some((answer) => answer.right === value)
  const turns = (query: WallQuery, a: number, b: number): boolean =>
    query.answers[a]?.right === false && query.answers[b]?.right === true
  const shown = made.filter((query) => {
    if (show === 'failures') return some(query, false)
    if (show === 'disagreements') return some(query, false) && some(query, true)
    return show === 'turned' ? turns(query, wrong, right) : true
  })
  const places = [...runs.keys()]
  return {
    total: shown.length,
    counts: {
      queries: made.length,
      right: places.map((r) => made.filter(({ answers }) => answers[r]!.right === true).length),
      wrong: places.map((r) => made.filter(({ answers }) => answers[r]!.right === false).length),
      disagreements: made.filter((query) => some(query, false) && some(query, true)).length,
      turned: places.map((a) => places.map((b) => made.filter((query) => turns(query, a, b)).length)),
    },
    queries: shown.slice(from, from + count),
  }
}

const nameIn = (run: ReportRun, level: string, row: number): string | null =>
  run.detail.columns.find(({ name }) => name === level)?.classes[run.classOf(level, row)] ?? null

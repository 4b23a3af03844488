/** Which queries the wall shows, as its address has it. */
export interface WallFilter {
  readonly show: Show
  /** With `turned`: runs by id. */
  readonly wrong: string | null
  readonly right: string | null
  readonly class: string | null
  /** The column that the class is of; null for that which the run is judged by. */
  readonly level: string | null
  readonly from: number
}

export type Show = 'all' | 'failures' | 'disagreements' | 'turned'

/** Queries on a page of the wall. */
export const queriesOnPage = 20

/** Reads the filter of an address; what cannot be understood, or names runs that are not shown, is left out. @param runs by id */
export function wallFilterOf(params: URLSearchParams, runs: readonly string[]): WallFilter {
  const [wrong, right] = [params.get('wrong'), params.get('right')]
  const named = params.get('show')
  const from = Number(params.get('from') ?? 0)
  const turned = named === 'turned' && [wrong, right].every((run) => run !== null && runs.includes(run))
  const show = turned ? 'turned' : named === 'failures' || named === 'disagreements' ? named : 'all'
  return {
    show,
    wrong: turned ? wrong : null,
    right: turned ? right : null,
    class: params.get('class'),
    level: params.get('class') === null ? null : params.get('level'),
    from: Number.isSafeInteger(from) && from > 0 ? from : 0,
  }
}

/** Where the server, or a report, has the queries of a filter: the same filter has the same address. @param runs by id, the first of
 *  which says what the queries are */
export function wallAddress(runs: readonly string[], filter: WallFilter): string {
  const { show, wrong, right, from } = filter
  const query = new URLSearchParams({ runs: runs.join(','), show })
  for (const [name, value] of Object.entries({ wrong, right, class: filter.class, level: filter.level }))
    if (value !== null) query.set(name, value)
  query.set('from', String(from))
  query.set('count', String(queriesOnPage))
  return `/api/wall?${query}`
}

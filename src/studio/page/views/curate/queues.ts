import type { ClassList, ClassSummary, Decision, LikelyError, NearDuplicatePair, RunDetail } from '../../../api.ts'

/** Something to decide on. */
export type Item =
  | { readonly queue: 'errors'; readonly error: LikelyError }
  | { readonly queue: 'pairs'; readonly pair: NearDuplicatePair }
  | { readonly queue: 'kinds'; readonly kind: number; readonly name: string; readonly of: ClassSummary }
  /** An image that somebody came with, from another view. */
  | { readonly queue: 'image'; readonly row: number }

export const queueNames = ['errors', 'pairs', 'kinds'] as const
export type QueueName = (typeof queueNames)[number]

/** The kinds of classes that hold several, class by class. */
export function kindsToLookAt({ columns }: Pick<RunDetail, 'columns'>, { classes }: ClassList): Item[] {
  const names = columns.find(({ role }) => role === 'kind')?.classes ?? []
  const places = new Map(names.map((name, place) => [name, place]))
  return classes
    .filter(({ kinds }) => kinds > 1)
    .flatMap((of) =>
      Array.from({ length: of.kinds }, (_, i): Item[] => {
        const name = `${of.name}/${i + 1}`
        const kind = places.get(name)
        return kind === undefined ? [] : [{ queue: 'kinds', kind, name, of }]
      }).flat(),
    )
}

/** Whether an item has been looked at. @param on what is decided on the subject of a decision */
export function isLookedAt(item: Item, on: (decision: Decision) => { readonly decision: Decision } | null): boolean {
  switch (item.queue) {
    case 'errors':
      return on({ do: 'keep', row: item.error.row }) !== null
    case 'image':
      return on({ do: 'keep', row: item.row }) !== null
    case 'kinds':
      return on({ do: 'refuse kind', kind: item.kind }) !== null
    case 'pairs': {
      const { a, b } = item.pair
      const out = (row: number): boolean => on({ do: 'leave out', row })?.decision.do === 'leave out'
      return on({ do: 'keep both', a, b }) !== null || out(a) || out(b)
    }
  }
}

/** The next place that is open, behind `from` or else before it; null where all others are decided. */
export function nextOpen(from: number, open: readonly boolean[]): number | null {
  const after = open.findIndex((one, i) => one && i > from)
  if (after >= 0) return after
  const before = open.findIndex((one, i) => one && i < from)
  return before >= 0 ? before : null
}

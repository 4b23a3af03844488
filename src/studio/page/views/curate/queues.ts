import type { ClassList, ClassSummary, Decision, LikelyError, NearDuplicatePair, RunDetail } from '../../../api.ts'
import { subject } from './subjects.ts'

/** Something to decide on. */
export type Item =
  | { readonly queue: 'errors'; readonly row: number; readonly error: LikelyError }
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

/** What can be decided on of an item: first what it asks about, then, of a pair, its images, left and right. */
export function subjectsOf(item: Item): readonly [string, ...string[]] {
  if (item.queue === 'kinds') return [subject.kind(item.kind)]
  if (item.queue !== 'pairs') return [subject.image(item.row)]
  const { a, b } = item.pair
  return [subject.pair(a, b), subject.image(a), subject.image(b)]
}

/** Whether an item has been looked at: what it asks about is decided, or an image of a pair is left out.
 *  @param on what is decided on a subject */
export function isLookedAt(item: Item, on: (subject: string) => { readonly decision: Decision } | null): boolean {
  const [asked, ...images] = subjectsOf(item)
  return on(asked) !== null || images.some((image) => on(image)?.decision.do === 'leave out')
}

/** The next place that is open, behind `from` or else before it; null where all others are decided. */
export function nextOpen(from: number, open: readonly boolean[]): number | null {
  const after = open.findIndex((one, i) => one && i > from)
  if (after >= 0) return after
  const before = open.findIndex((one, i) => one && i < from)
  return before >= 0 ? before : null
}

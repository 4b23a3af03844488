import type { ComparedMethod, Comparison } from '../../../api.ts'
import { setParams } from '../../data/setParams.ts'
import { Scroll } from '../../parts/scroll.tsx'
import { hrefOf } from '../../route.ts'
import { differenceKind, differenceWords } from './differenceKind.ts'
import { differenceText, estimateText, pText } from './estimateText.ts'
import { pairOf } from './pairOf.ts'
import { type Sorting, sortingText } from './sortMethods.ts'
import { spanOf } from './spanOf.ts'
import { Whisker } from './whisker.tsx'

/** Methods down, what was measured across, each less the baseline, and the way to the other views. */
export function MethodTable({
  comparison,
  order,
  sorting,
  baseline,
  colours,
}: {
  readonly comparison: Comparison
  /** Places of the methods. */
  readonly order: readonly number[]
  readonly sorting: Sorting
  readonly baseline: number
  /** One a method. */
  readonly colours: readonly string[]
}) {
  const { columns, methods, over } = comparison
  const spans = columns.map((_, c) => spanOf(methods.map(({ estimates }) => estimates[c] ?? null)))
  return (
    <Scroll label="Methods">
      <table class="methods">
        <thead>
          <tr>
            <SortHead name="Method" by="name" first sorting={sorting} />
            {columns.map(({ name, definition, better }, c) => (
              <SortHead key={name} name={name} by={c} first={better === 'lower'} sorting={sorting} title={definition} />
            ))}
            <th scope="col">Look at</th>
          </tr>
        </thead>
        <tbody>
          {order.map((m) => {
            const method = methods[m]!
            return (
              <tr key={m} class={m === baseline ? 'baseline' : undefined}>
                <th scope="row">
                  <i style={{ background: colours[m] }} />
                  <bdi>{method.name}</bdi>
                  <span class="small">
                    {method.runs.length} {method.runs.length === 1 ? 'run' : 'runs'}
                    {m === baseline && methods.length > 1 && ', the baseline'}
                  </span>
                </th>
                {columns.map(({ name }, c) => {
                  const estimate = method.estimates[c] ?? null
                  return (
                    <td key={name}>
                      <b>{estimateText(estimate)}</b>
                      {estimate && (
                        <Whisker
                          estimate={estimate}
                          span={spans[c]!}
                          colour={colours[m]!}
                          baseline={m === baseline ? null : (methods[baseline]!.estimates[c]?.mean ?? null)}
                        />
                      )}
                      {m !== baseline && over !== null && (
                        <Difference comparison={comparison} of={m} less={baseline} column={c} />
                      )}
                    </td>
                  )
                })}
                <td>
                  <Ways method={method} baseline={m === baseline ? null : methods[baseline]!} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Scroll>
  )
}

/** @param first whether the first press sorts from the smallest up */
function SortHead({
  name,
  by,
  first,
  sorting,
  title,
}: {
  readonly name: string
  readonly by: Sorting['by']
  readonly first: boolean
  readonly sorting: Sorting
  readonly title?: string
}) {
  const sorted = sorting.by === by
  const next: Sorting = !sorted ? { by, up: first } : sorting.up === first ? { by, up: !first } : { by: null, up: true }
  return (
    <th scope="col" aria-sort={sorted ? (sorting.up ? 'ascending' : 'descending') : 'none'} title={title}>
      <button type="button" onClick={() => setParams({ sort: sortingText(next) })}>
        {name} <span aria-hidden="true">{sorted ? (sorting.up ? '↑' : '↓') : '↕'}</span>
      </button>
    </th>
  )
}

/** A method less another by a column, and whether that is more than chance. */
function Difference({
  comparison,
  of,
  less,
  column,
}: {
  readonly comparison: Comparison
  readonly of: number
  readonly less: number
  readonly column: number
}) {
  const pair = pairOf(comparison, of, less, column)
  if (!pair) return null
  const kind = differenceKind(comparison, pair) ?? ''
  return (
    <span class={`difference small ${kind}`} title={pair.p === null ? undefined : pText(pair.p)}>
      {differenceText(pair.estimate)}
      <em>{differenceWords(comparison, pair)}</em>
    </span>
  )
}

/** One click to each other view: with the method's first run, beside the baseline's where the view shows two. */
function Ways({ method, baseline }: { readonly method: ComparedMethod; readonly baseline: ComparedMethod | null }) {
  const [own] = method.runs
  const two = [own, baseline?.runs[0]].filter(Boolean).join(',')
  return (
    <span class="to-views">
      <a href={hrefOf('map', { runs: two })}>map</a>
      <a href={hrefOf('neighbours', { runs: two })}>neighbours</a>
      <a href={hrefOf('classes', { runs: own! })}>classes</a>
      <a href={hrefOf('training', { runs: [...method.runs, ...(baseline?.runs ?? [])].join(',') })}>training</a>
    </span>
  )
}

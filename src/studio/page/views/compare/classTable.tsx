import { format } from '../../../../report/format.ts'
import type { Comparison } from '../../../api.ts'
import { setParams } from '../../data/setParams.ts'
import { Scroll } from '../../parts/scroll.tsx'
import { hrefOf } from '../../route.ts'

/** Rows before the others are asked for. */
const few = 30

/** Recall@1 of every class by every method: the classes first on which the methods differ most. */
export function ClassTable({
  comparison,
  order,
  whole,
}: {
  readonly comparison: Comparison
  readonly order: readonly number[]
  readonly whole: boolean
}) {
  const { byClass, methods } = comparison
  if (!byClass || byClass.classes.length === 0) return null
  const { classes, rows } = byClass
  const means = rows.map((row) => order.map((m) => row[m]?.mean ?? null))
  const range = (k: number): number => {
    const values = means[k]!.filter((value) => value !== null)
    return values.length < 2 ? -1 : Math.max(...values) - Math.min(...values)
  }
  const sorted = order.length > 1 ? [...classes.keys()].sort((a, b) => range(b) - range(a)) : [...classes.keys()]
  const shown = whole ? sorted : sorted.slice(0, few)
  const names = methods.flatMap(({ runs }) => runs[0] ?? []).join(',')
  return (
    <section class="card" aria-labelledby="by-class">
      <h2 id="by-class">{byClass.name}</h2>
      <p class="small">
        {byClass.definition}.
        {order.length > 1 && ' First the classes on which the methods differ most; the best of a row is bold.'}
      </p>
      <Scroll label="Classes">
        <table>
          <thead>
            <tr>
              <th scope="col">Class</th>
              {order.map((m) => (
                <th key={m} scope="col">
                  <bdi>{methods[m]!.name}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((k) => {
              const best = Math.max(...means[k]!.map((value) => value ?? -1))
              return (
                <tr key={k}>
                  <th scope="row">
                    <a href={hrefOf('neighbours', { runs: names, class: classes[k]!.name })}>
                      <bdi>{classes[k]!.name}</bdi>
                    </a>
                    {!classes[k]!.seen && <span class="small"> never seen</span>}
                  </th>
                  {means[k]!.map((value, i) => (
                    <td key={i}>
                      {value !== null && value === best && order.length > 1 ? <b>{format(value)}</b> : format(value)}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </Scroll>
      {sorted.length > few && (
        <button type="button" class="button" onClick={() => setParams({ classes: whole ? null : 'all' })}>
          {whole ? `The first ${few} alone` : `All ${sorted.length} classes`}
        </button>
      )}
    </section>
  )
}

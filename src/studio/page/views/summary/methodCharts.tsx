import type { Comparison } from '../../../api.ts'
import { shortLabel } from '../../data/shortLabel.ts'
import { DotChart } from '../../parts/dotChart.tsx'
import { hrefOf } from '../../route.ts'

/** Few methods leave room for every column; of many the first one tells most. */
const [fewMethods, mostCharts, mostClasses] = [4, 4, 40]

/** Every method with its interval, by the first columns and by class. */
export function MethodCharts({
  comparison,
  colours,
}: {
  readonly comparison: Comparison
  /** One a method. */
  readonly colours: readonly string[]
}) {
  const { methods, columns, byClass } = comparison
  const names = methods.map(({ name }) => name)
  const classes = byClass?.classes.map(({ name }) => name) ?? []
  const charts = columns.slice(0, methods.length > fewMethods ? 1 : mostCharts)
  return (
    <section aria-labelledby="numbers">
      <div class="head">
        <h2 id="numbers">The numbers</h2>
        <a href={hrefOf('compare', {})}>as a table, with differences</a>
      </div>
      <div class="panels">
        {methods.length > 1 && (
          <div class="card">
            {charts.map(({ name, definition }, c) => (
              <div key={name} class="by-method">
                <DotChart
                  title={name}
                  words={definition}
                  methods={names}
                  values
                  rows={methods.map(({ name: method, estimates }, m) => ({
                    name: method,
                    dots: [{ name: method, colour: colours[m]!, estimate: estimates[c] ?? null }],
                  }))}
                />
              </div>
            ))}
            <p class="small">Means of the seeds, with 95 % intervals where there are several.</p>
          </div>
        )}
        {byClass && (
          <div class="card">
            <DotChart
              title={byClass.name}
              words={byClass.definition}
              keys={methods.map(({ name }, m) => ({ name, colour: colours[m]! }))}
              methods={names}
              rows={byClass.classes.slice(0, mostClasses).map(({ name, seen }, k) => ({
                name: shortLabel(name, classes),
                ...(seen ? {} : { tag: 'unseen' }),
                dots: methods.map(({ name: method }, m) => ({
                  name: method,
                  colour: colours[m]!,
                  estimate: byClass.rows[k]?.[m] ?? null,
                })),
              }))}
            />
            {byClass.classes.length > mostClasses && (
              <p class="small">
                The first {mostClasses} of {byClass.classes.length} classes.
              </p>
            )}
          </div>
        )}
      </div>
    </section>
  )
}

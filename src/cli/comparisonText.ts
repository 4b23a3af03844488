import { formatInterval } from '../evaluate/formatInterval.ts'
import type { Interval } from '../evaluate/interval.ts'
import type { Column, Method } from './comparison.ts'
import { classColumns, columnsOf, differenceOf, estimate, pairsOf } from './comparison.ts'
import type { Data } from './dataOf.ts'
import type { MethodNames } from './methodNames.ts'
import { methodNames } from './methodNames.ts'
import { table } from './table.ts'
import { wrapped } from './wrapped.ts'

/** More classes than this are left to the report. */
const mostClasses = 24

/** The comparison as text: what is measured by methods, then the finer classes, each with mean and 95 % interval over the
 *  seeds; and, where methods only differ in their positives, the difference over the same seeds. */
export function comparisonText(methods: readonly Method[], data: Pick<Data, 'protocol'>): string {
  const columns = columnsOf(data)
  const names = methodNames(methods.map(({ settings }) => settings))
  const pairs = pairsOf(methods)
  const row = (name: string, column: Column): string[] => [
    name,
    ...methods.map((method) => shown(estimate(column, method))),
    ...pairs.map((pair) => shown(differenceOf(column, pair), true)),
  ]
  const classes = classColumns(methods)
  const listed = classes.length <= mostClasses ? classes : []
  const body = table(
    [
      '',
      ...(methods.length === 1 ? ['value'] : names.short),
      ...pairs.map((pair) => differenceName(pair, pairs.length)),
    ],
    [
      columns.map((column) => row(column.name, column)),
      listed.length === 0
        ? []
        : [
            [`Recall@1 by ${data.protocol.evaluateLabel.name}`],
            ...listed.map((column) => row(`  ${column.name}${column.seen ? '' : ' (never seen)'}`, column)),
          ],
    ],
  )
  const notes = columns.map(({ name, definition }) => wrapped(`${name}: ${definition}.`))
  if (pairs.length > 0 && methods[0]!.runs.length > 1)
    notes.push(
      wrapped('easiest − all: difference over the same seeds (paired t); an interval that leaves out 0 is not chance.'),
    )
  return [wrapped(heading(methods, names)), body, notes.join('\n')].join('\n\n')
}

function heading(methods: readonly Method[], { shared, parts, short }: MethodNames): string {
  const seeds = methods[0]!.runs.length
  const over =
    seeds === 1 ? 'one seed, so without intervals' : `mean and 95 % interval (Student's t) over ${seeds} seeds`
  const what = methods.length === 1 ? short[0]! : shared
  const columns = parts === '' ? '' : ` Columns: ${parts}.`
  return `${what === '' ? `${over.charAt(0).toUpperCase()}${over.slice(1)}` : `${what}: ${over}`}.${columns}`
}

const differenceName = ({ all }: { all: Method }, pairs: number): string =>
  pairs === 1 ? 'easiest − all' : `${all.settings.loss}: easiest − all`

function shown(value: Interval | null, signed = false): string {
  if (value === null) return '–'
  const text = formatInterval(value, { signed })
  // That it is one run stands above the table.
  return value.half === null ? text.replace(/ \(.*/, '') : text
}

import { formatInterval } from '../evaluate/formatInterval.ts'
import type { Interval } from '../evaluate/interval.ts'
import type { Judgement } from '../evaluate/judge.ts'
import type { Column, Method } from '../runs/comparison.ts'
import { classColumns, columnsOf, differenceOf, estimate, pairsOf } from '../runs/comparison.ts'
import { byChoice, comparisonRows, positivesAmong } from '../runs/comparisonRows.ts'
import type { Data } from '../runs/dataOf.ts'
import { kindCells } from '../runs/kindCells.ts'
import type { MethodNames } from '../runs/methodNames.ts'
import { methodNames } from '../runs/methodNames.ts'
import { shown } from '../runs/shown.ts'
import { table } from './table.ts'
import { wrapped } from './wrapped.ts'

/** More methods than this make a row each, not a column. */
const mostColumns = 4

/** More classes than this are left to the report. */
const mostClasses = 24

/** The comparison as text: what is measured by methods, then the finer classes, each with mean and 95 % interval over the
 *  seeds; and, where methods only differ in their positives, the difference over the same seeds.
 *  @param untrained judgement of the features on which the methods were trained, in a column or a row of its own; null: there are none */
export function comparisonText(
  methods: readonly Method[],
  data: Pick<Data, 'protocol'>,
  untrained: Judgement | null = null,
): string {
  const columns = columnsOf(data)
  const names = methodNames(methods.map(({ settings }) => settings))
  const pairs = pairsOf(methods)
  const single = mostSeeds(methods) === 1
  if (methods.length > mostColumns) return rowsText(methods, columns, { paired: pairs.length > 0, untrained, names })
  const row = (name: string, column: Column): string[] => [
    name,
    ...(untrained ? [shown(column.of(untrained))] : []),
    ...methods.map((method) => shownInterval(estimate(column, method), { single })),
    ...pairs.map((pair) => shownInterval(differenceOf(column, pair), { single, signed: true })),
  ]
  const classes = classColumns(methods)
  const listed = classes.length <= mostClasses ? classes : []
  const body = table(
    [
      '',
      ...(untrained ? ['features alone'] : []),
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
  if (pairs.length > 0 && !single)
    notes.push(
      wrapped(
        'easiest − all: difference over the same seeds (paired t); an interval that leaves out 0 is not chance, seen alone.',
      ),
    )
  if (untrained) notes.push(featuresAlone)
  return [wrapped(heading(methods, names)), body, notes.join('\n'), ...verdicts(methods, names)].join('\n\n')
}

/** What became of the classes by each method, in words, of its first seed. */
function verdicts(methods: readonly Method[], names: MethodNames): string[] {
  const said = methods.flatMap(({ runs }, i) => {
    const verdict = runs[0]?.judgement.collapse?.verdict
    return verdict === undefined ? [] : [wrapped(`${methods.length === 1 ? 'kinds' : names.short[i]}: ${verdict}`)]
  })
  if (said.length === 0) return []
  return [...(methods.length === 1 ? [] : ['Kinds inside the classes, of the first seed:']), said.join('\n')]
}

/** A table for each of what is measured, with a row for each loss. */
function rowsText(
  methods: readonly Method[],
  columns: readonly Column[],
  {
    paired,
    untrained,
    names,
  }: { readonly paired: boolean; readonly untrained: Judgement | null; readonly names: MethodNames },
): string {
  const seeds = mostSeeds(methods)
  const single = seeds === 1
  const tables = columns.map((column) => {
    const rows = comparisonRows(column, methods)
    const { ruled, alone } = byChoice(rows)
    const positives = positivesAmong(ruled)
    const ruledBody = ruled.map(({ loss, negatives, values, difference }) => [
      `${loss}, ${negatives}`,
      ...positives.map((name) => shownInterval(values.get(name) ?? null, { single })),
      ...(paired ? [difference ? shownInterval(difference, { single, signed: true }) : '–'] : []),
    ])
    const aloneBody = [
      ...(untrained ? [['features alone', shown(column.of(untrained))]] : []),
      ...alone.map(({ loss, values }) => [loss, shownInterval(values.get('') ?? null, { single })]),
    ]
    return [
      wrapped(`${column.name}: ${column.definition}.`),
      ...(ruled.length > 0
        ? [table(['loss, negatives', ...positives, ...(paired ? ['easiest − all'] : [])], [ruledBody])]
        : []),
      ...(ruled.length > 0 && alone.length > 0 ? ['losses without a choice of positives:'] : []),
      ...(aloneBody.length > 0 ? [table([alone.length > 0 ? 'loss' : '', 'value'], [aloneBody])] : []),
    ].join('\n\n')
  })
  const over =
    seeds === 1 ? 'One seed, so without intervals.' : `Mean and 95 % interval (Student's t) over ${seeds} seeds.`
  const note =
    paired && seeds > 1
      ? [
          wrapped(
            'easiest − all: over the same seeds (paired t); an interval that leaves out 0 is not chance, seen alone.',
          ),
        ]
      : []
  const kinds = kindCells(methods)
  const kindsTable = kinds && [
    wrapped(`Kinds inside the classes: ${kinds.definition}.`),
    table(['method', ...kinds.head], [kinds.rows.map((cells, i) => [names.short[i]!, ...cells])]),
  ]
  return [over, ...tables, ...(kindsTable ?? []), ...note, ...(untrained ? [featuresAlone] : [])].join('\n\n')
}

const featuresAlone = 'features alone: those of the frozen model as they are, of length 1, without any training.'

function heading(methods: readonly Method[], { shared, parts, short }: MethodNames): string {
  const seeds = mostSeeds(methods)
  const over =
    seeds === 1 ? 'one seed, so without intervals' : `mean and 95 % interval (Student's t) over ${seeds} seeds`
  const what = methods.length === 1 ? short[0]! : shared
  const columns = parts === '' ? '' : ` Columns: ${parts}.`
  return `${what === '' ? `${over.charAt(0).toUpperCase()}${over.slice(1)}` : `${what}: ${over}`}.${columns}`
}

const differenceName = ({ all }: { all: Method }, pairs: number): string =>
  pairs === 1 ? 'easiest − all' : `${all.settings.loss}: easiest − all`

/** A run that failed is missing in its method alone. */
const mostSeeds = (methods: readonly Method[]): number => Math.max(...methods.map(({ runs }) => runs.length))

/** @param single all methods were run once, as stands above the table */
function shownInterval(
  value: Interval | null,
  { single, signed = false }: { single: boolean; signed?: boolean },
): string {
  if (value === null) return '–'
  const text = formatInterval(value, { signed })
  return single && value.half === null ? text.replace(/ \(.*/, '') : text
}

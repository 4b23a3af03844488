import { formatInterval } from '../evaluate/formatInterval.ts'
import type { Interval } from '../evaluate/interval.ts'
import type { Judgement } from '../evaluate/judge.ts'
import type { Method } from './comparison.ts'
import { columnsOf } from './comparison.ts'
import { comparisonRows, positivesAmong } from './comparisonRows.ts'
import type { Data } from './dataOf.ts'

/** The comparison as Markdown, for a page: the headline and how far kinds stay apart, a row for each loss, mean and 95 %
 *  interval over the seeds. A difference whose interval leaves out 0 is bold.
 *  @param command that repeats it
 *  @param untrained judgement of the features on which the methods were trained; null: there are none */
export function comparisonMarkdown(
  methods: readonly Method[],
  data: Pick<Data, 'protocol'>,
  command: string,
  untrained: Judgement | null = null,
): string {
  const columns = columnsOf(data)
  const told = columns.filter(({ name }, i) => i === 0 || name === 'MAP@R' || name === 'inside / between')
  const seeds = methods[0]!.runs.length
  const parts = told.map((column) => {
    const rows = comparisonRows(column, methods)
    const positives = positivesAmong(rows)
    const head = ['loss', 'negatives', ...positives.map((name) => `${name} positives`), 'easiest − all']
    const body = rows.map(({ loss, negatives, values, difference }) => [
      loss,
      negatives ?? '–',
      ...(negatives === null
        ? [shown(values.get('')), ...positives.slice(1).map(() => '')]
        : positives.map((name) => shown(values.get(name)))),
      signed(difference),
    ])
    const alone = untrained && column.of(untrained)
    if (alone !== null) body.unshift(['features alone', '–', alone.toFixed(3), ...positives.slice(1).map(() => ''), ''])
    const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
    return [
      `**${column.name}**: ${column.definition}. Mean and 95 % interval over ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}.`,
      [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n'),
    ].join('\n\n')
  })
  return `${['```sh', command, '```'].join('\n')}\n\n${parts.join('\n\n')}\n`
}

const shown = (value: Interval | null | undefined): string => (value ? formatInterval(value) : '–')

function signed(value: Interval | null): string {
  if (!value) return ''
  const text = formatInterval(value, { signed: true })
  return value.half !== null && Math.abs(value.mean) > value.half ? `**${text}**` : text
}

import { formatInterval } from '../evaluate/formatInterval.ts'
import type { Interval } from '../evaluate/interval.ts'
import type { Judgement } from '../evaluate/judge.ts'
import type { Method } from '../runs/comparison.ts'
import { columnsOf, pairsOf } from '../runs/comparison.ts'
import { byChoice, comparisonRows, positivesAmong } from '../runs/comparisonRows.ts'
import type { Data } from '../runs/dataOf.ts'
import { kindCells } from '../runs/kindCells.ts'
import { methodNames } from '../runs/methodNames.ts'
import type { Standing } from '../runs/standing.ts'
import type { Failed } from './failedText.ts'
import { failedText } from './failedText.ts'
import { apartWords, differenceWords } from './standingWords.ts'

/** The comparison as Markdown, for a page: the headline and how far kinds stay apart, a row for each loss, mean and 95 %
 *  interval over the seeds. A difference whose interval leaves out 0 is bold.
 *  @param command that repeats it
 *  @param untrained judgement of the features on which the methods were trained; null: there are none
 *  @param failed runs that are missing
 *  @param standing how the methods stand to one another; left out: only what each is worth is told */
export function comparisonMarkdown(
  methods: readonly Method[],
  data: Pick<Data, 'protocol'>,
  command: string,
  {
    untrained = null,
    failed = [],
    standing = null,
  }: { untrained?: Judgement | null; failed?: readonly Failed[]; standing?: Standing | null } = {},
): string {
  const columns = columnsOf(data)
  const told = columns.filter(({ name }, i) => i === 0 || name === 'MAP@R' || name === 'inside / between')
  const seeds = Math.max(...methods.map(({ runs }) => runs.length))
  const paired = pairsOf(methods).length > 0
  const parts = told.map((column) => {
    const { ruled, alone } = byChoice(comparisonRows(column, methods))
    const positives = positivesAmong(ruled)
    const ruledHead = [
      'loss',
      'negatives',
      ...positives.map((name) => `${name} positives`),
      ...(paired ? ['easiest − all'] : []),
    ]
    const ruledBody = ruled.map(({ loss, negatives, values, difference }) => [
      loss,
      negatives!,
      ...positives.map((name) => shown(values.get(name))),
      ...(paired ? [signed(difference)] : []),
    ])
    const features = untrained && column.of(untrained)
    const aloneBody = [
      ...(untrained ? [['features alone', features?.toFixed(3) ?? '–']] : []),
      ...alone.map(({ loss, values }) => [loss, shown(values.get(''))]),
    ]
    return [
      `**${column.name}**: ${column.definition}. Mean and 95 % interval over ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}.`,
      ...(ruled.length > 0 ? [tableOf(ruledHead, ruledBody)] : []),
      ...(ruled.length > 0 && alone.length > 0 ? ['Losses without a choice of positives:'] : []),
      ...(aloneBody.length > 0 ? [tableOf([alone.length > 0 ? 'loss' : '', 'value'], aloneBody)] : []),
    ].join('\n\n')
  })
  const missing = failed.map((one) => `- ${failedText([one])}`).join('\n')
  return `${[
    ['```sh', command, '```'].join('\n'),
    ...parts,
    ...kindParts(methods),
    ...standingParts(standing),
    ...(missing === '' ? [] : [missing]),
  ].join('\n\n')}\n`
}

/** What became of the classes. */
function kindParts(methods: readonly Method[]): string[] {
  const kinds = kindCells(methods)
  if (!kinds) return []
  const { short } = methodNames(methods.map(({ settings }) => settings))
  return [
    `**Kinds inside the classes**: ${kinds.definition}.`,
    tableOf(
      ['method', ...kinds.head],
      kinds.rows.map((cells, i) => [short[i]!, ...cells]),
    ),
  ]
}

/** Each method less the baseline, and who is told apart. */
function standingParts(standing: Standing | null): string[] {
  if (!standing) return []
  const { baseline, columns, against, over } = standing
  const { heading, ahead } = apartWords(standing)
  const body = against.map(({ contender, differences }) => [contender.name, ...differences.map(differenceWords)])
  return [
    `**Difference to ${baseline.name}**, paired over the ${over === 'seeds' ? 'seeds' : 'queries of one run each'}, 95 % interval:`,
    tableOf(['method', ...columns.map(({ name }) => name)], body),
    [`${heading}${ahead.length > 0 ? ':' : '.'}`, ...ahead.map((one) => `- ${one}`)].join('\n'),
  ]
}

function tableOf(head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n')
}

const shown = (value: Interval | null | undefined): string => (value ? formatInterval(value) : '–')

function signed(value: Interval | null): string {
  if (!value) return '–'
  const text = formatInterval(value, { signed: true })
  return value.half !== null && Math.abs(value.mean) > value.half ? `**${text}**` : text
}

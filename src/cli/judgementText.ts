import type { Judgement, LevelJudgement } from '../evaluate/judge.ts'
import type { RetrievalMetric } from '../evaluate/namedMetrics.ts'
import type { RetrievalSummary } from '../evaluate/summarize.ts'
import { levelWords } from '../runs/levelWords.ts'
import { shown } from '../runs/shown.ts'
import { clustersText } from './clustersText.ts'
import { fewShotText } from './fewShotText.ts'
import { metricOrder } from './metricOrder.ts'
import { table } from './table.ts'
import { verificationText } from './verificationText.ts'
import { wrapped } from './wrapped.ts'

/** More classes than this are left to --json. */
const mostClasses = 40

/** Of these, beside Recall@1, each class has its mean; of all in --json. */
const classListed = ['R-precision', 'MAP@R', 'NDCG', 'MRR'] as const

export interface JudgementTextOptions {
  /** Every metric by every label level. Default: retrieval by the label that is judged and by the one that was trained on,
   *  verification and clusters by the first alone. */
  readonly full?: boolean
}

/** A judgement as text: the metrics by label level, seen and unseen classes apart, and the collapse.
 *  @param dimension of the embedding */
export function judgementText(
  judgement: Judgement,
  dimension: number,
  { full = false }: JudgementTextOptions = {},
): string {
  const { queries, gallery, leaveOneOut, levels, effectiveRank, odd, collapse } = judgement
  const { many } = levelWords(levels[0]!.level)
  const searched = leaveOneOut ? 'each searched among the others' : `searched in a gallery of ${gallery}`
  const spreads = levels.map(({ spread }) => spread)
  const [searchedBy, pairedBy] = full ? [levels, levels] : [levels.slice(0, 2), levels.slice(0, 1)]
  return [
    wrapped(
      `${queries} queries, ${searched}. Every query with a classmate to find counts the same; macro: every class does.`,
    ),
    odd && odd.zeros > 0
      ? wrapped(
          `${odd.zeros} embeddings of queries are zeros: they have no direction, and lie as near to one as to another.`,
        )
      : '',
    odd && odd.duplicates > 0
      ? wrapped(
          `${odd.duplicates} embeddings of queries are equal to an earlier one: images twice over, or a collapse.`,
        )
      : '',
    ...searchedBy.map((level) => byLevel(level, many)),
    ...pairedBy.map((level) => verificationText(level, many, queries)),
    ...pairedBy.map((level) => clustersText(level, many)),
    fewShotText(judgement, (level) => levelWords(level).many),
    table(
      ['spread', ...levels.map(({ level }) => `by ${levelWords(level).one}`)],
      [
        [
          ['inside', ...spreads.map(({ inside }) => shown(inside))],
          ['inside, pairs', ...spreads.map(({ insidePairs }) => shown(insidePairs))],
          ['between', ...spreads.map(({ between }) => shown(between))],
          ['between, pairs', ...spreads.map(({ betweenPairs }) => shown(betweenPairs))],
          ['inside / between', ...spreads.map(({ ratio }) => shown(ratio))],
        ],
      ],
    ),
    `effective rank ${effectiveRank.toFixed(2)} of ${dimension}`,
    collapse ? wrapped(`kinds: ${collapse.verdict} More: nearkin kinds.`) : '',
    byClass(levels[0]!),
    levels.some(({ all }) => all.counted > 0 && all.means['MAP@R'] === undefined)
      ? wrapped(
          'R-precision, MAP, MAP@R and NDCG are left out by a level with more classmates to find than the longest list holds: --lists.',
        )
      : '',
    levels.length > 1 && !full
      ? 'All of it by every label level: --full. What each number is: nearkin evaluate --help'
      : 'What each number is: nearkin evaluate --help',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function byLevel({ level, all, seen, unseen, severalKinds }: LevelJudgement, many: string): string {
  const parts: [string, RetrievalSummary][] = [['all queries', all]]
  // Where no query is of an unseen class, or every one is, the part is the whole.
  if (seen && unseen) parts.push([`seen ${many}`, seen], [`unseen ${many}`, unseen])
  else if (unseen) parts[0]![0] = `unseen ${many}`
  if (severalKinds && severalKinds.queries < all.queries) parts.push(['of several kinds', severalKinds])
  const means = rowsOf(parts.map(([, { means }]) => means))
  // Every K would make the table twice as long, and says little more by class.
  const macro = rowsOf(parts.map(([, { macro = {} }]) => macro)).filter(([name]) => !/@([2-9]|\d\d)/.test(name!))
  const counts = (name: string, of: (part: RetrievalSummary) => number | undefined): string[][] =>
    parts.some(([, part]) => of(part)) ? [[name, ...parts.map(([, part]) => String(of(part) ?? '–'))]] : []
  return table(
    [`by ${levelWords(level).one}`, ...parts.map(([name]) => name)],
    [
      [
        ['queries', ...parts.map(([, { queries }]) => String(queries))],
        ['with a classmate', ...parts.map(([, { counted }]) => String(counted))],
        ...counts('without a label', ({ unlabelled }) => unlabelled),
        ...counts('classes', ({ classes }) => classes),
      ],
      means,
      macro.map(([name, ...values]) => [`${name}, macro`, ...values]),
    ],
  )
}

function rowsOf(parts: readonly RetrievalSummary['means'][]): string[][] {
  const names = metricOrder(parts.flatMap((means) => Object.keys(means) as RetrievalMetric[]))
  return names.map((metric) => [metric, ...parts.map((means) => shown(means[metric] ?? null))])
}

function byClass({ level, byClass: classes }: LevelJudgement): string {
  if (classes.length > mostClasses)
    return `the metrics of each of the ${classes.length} ${levelWords(level).many}: --json`
  const more = classListed.filter((metric) => classes.some(({ means }) => means?.[metric] !== undefined))
  return table(
    [levelWords(level).one, 'queries', 'Recall@1', ...more],
    [
      classes.map(({ name, seen, queries, recallAt1, means = {} }) => [
        `${name}${seen ? '' : ' (never seen)'}`,
        String(queries),
        shown(recallAt1),
        ...more.map((metric) => shown(means[metric] ?? null)),
      ]),
    ],
  )
}

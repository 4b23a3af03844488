import type { LabelLevel } from '../../data/dataset.ts'
import type { Protocol } from '../../data/protocol.ts'
import { collapseVerdict } from '../../evaluate/collapse/collapseVerdict.ts'
import type { Collapse } from '../../evaluate/collapse/measureCollapse.ts'
import { measureCollapse } from '../../evaluate/collapse/measureCollapse.ts'
import type { LabelError } from '../../evaluate/errors/labelErrors.ts'
import { labelErrors } from '../../evaluate/errors/labelErrors.ts'
import type { NearDuplicates } from '../../evaluate/errors/nearDuplicates.ts'
import { nearDuplicates } from '../../evaluate/errors/nearDuplicates.ts'
import type { NearestRows } from '../../evaluate/nearestRows.ts'
import { firstNearest } from '../../evaluate/nearestRows.ts'
import { levelWords } from '../../runs/levelWords.ts'
import type { ClassList, ClassPage } from '../api.ts'
import type { Answers } from './answers.ts'
import { classPages } from './classPages.ts'
import type { Embedded } from './embedImages.ts'
import type { Following } from './following.ts'
import type { KindColumn } from './kindColumn.ts'
import { kindColumn } from './kindColumn.ts'

/** Neighbours of each row that near-duplicates are looked for among, as `nearkin kinds` does. */
const duplicateNeighbours = 10

/** What is inside the classes, and what is wrong with labels and images. */
export interface Insight {
  readonly collapse: Collapse
  readonly kinds: KindColumn
  readonly list: ClassList
  readonly pages: readonly ClassPage[]
  /** Above score 0.5, the likeliest first. */
  readonly errors: readonly LabelError[]
  readonly duplicates: NearDuplicates
}

/** Looks into the classes of the label that was trained on, as `nearkin kinds` does.
 *  @param among the nearest of each row among all */
export async function lookInto(
  { embeddings, dimension }: Pick<Embedded, 'embeddings' | 'dimension'>,
  {
    protocol,
    answers,
    among,
    margin,
  }: {
    readonly protocol: Pick<Protocol, 'label' | 'evaluateLabel' | 'query'>
    readonly answers: Answers
    readonly among: NearestRows
    readonly margin: number
  },
  { onProgress, signal }: Following,
): Promise<Insight> {
  const { label: level, evaluateLabel, query } = protocol
  const finer: LabelLevel | null = evaluateLabel.name === level.name ? null : evaluateLabel
  const { labels, classes } = level
  const collapse = await measureCollapse({
    embeddings,
    dimension,
    labels,
    classes,
    finer: finer?.labels ?? null,
    margin,
    onProgress(done, total) {
      signal?.throwIfAborted()
      onProgress('kinds', done, total)
    },
  })
  const verdict = collapseVerdict(collapse, finer ? { finer: levelWords(finer.name).many } : {})
  const kinds = kindColumn(collapse, labels.length)
  const embedded = { embeddings, dimension }
  const pages = classPages({ embedded, level, finer, collapse, verdict, kinds, answers, query })
  signal?.throwIfAborted()
  onProgress('label errors', 0, 0)
  const found = await labelErrors({ embeddings, dimension, labels, known: among })
  signal?.throwIfAborted()
  onProgress('near-duplicates', 0, 0)
  const duplicates = await nearDuplicates({
    embeddings,
    dimension,
    labels,
    neighbours: duplicateNeighbours,
    known: firstNearest(among, duplicateNeighbours),
  })
  return {
    collapse,
    kinds,
    list: { level: level.name, finer: finer?.name ?? null, verdict: verdict.summary, classes: pages.map(summaryOf) },
    pages,
    errors: found.filter(({ score }) => score > 0.5),
    duplicates,
  }
}

function summaryOf({
  words: _,
  evidence: __,
  kindsFound: ___,
  confusedWith: ____,
  finerConfusions: _____,
  ...summary
}: ClassPage) {
  return summary
}

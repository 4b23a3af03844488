import type { LabelLevel } from '../../data/dataset.ts'
import type { Protocol } from '../../data/protocol.ts'
import { collapseVerdict } from '../../evaluate/collapse/collapseVerdict.ts'
import type { Collapse } from '../../evaluate/collapse/measureCollapse.ts'
import { measureCollapse } from '../../evaluate/collapse/measureCollapse.ts'
import { levelWords } from '../../runs/levelWords.ts'
import type { ClassList, ClassPage } from '../api.ts'
import type { Answers } from './answers.ts'
import { classPages } from './classPages.ts'
import type { Embedded } from './embedImages.ts'
import type { Following } from './following.ts'
import type { KindColumn } from './kindColumn.ts'
import { kindColumn } from './kindColumn.ts'

/** What is inside the classes. */
export interface Insight {
  readonly collapse: Collapse
  readonly kinds: KindColumn
  readonly list: ClassList
  readonly pages: readonly ClassPage[]
}

/** Looks into the classes of the label that was trained on, as `nearkin kinds` does. */
export async function lookInto(
  { embeddings, dimension }: Pick<Embedded, 'embeddings' | 'dimension'>,
  {
    protocol,
    answers,
    margin,
  }: {
    readonly protocol: Pick<Protocol, 'label' | 'evaluateLabel' | 'query'>
    readonly answers: Answers
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
  return {
    collapse,
    kinds,
    list: { level: level.name, finer: finer?.name ?? null, verdict: verdict.summary, classes: pages.map(summaryOf) },
    pages,
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

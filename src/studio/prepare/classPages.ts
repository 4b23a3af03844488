import type { LabelLevel } from '../../data/dataset.ts'
import type { ClassCollapse, ClassState } from '../../evaluate/collapse/classCollapse.ts'
import type { CollapseVerdict } from '../../evaluate/collapse/collapseVerdict.ts'
import type { Collapse } from '../../evaluate/collapse/measureCollapse.ts'
import { byTelling } from '../../runs/byTelling.ts'
import { kindImages } from '../../runs/kindImages.ts'
import { levelWords } from '../../runs/levelWords.ts'
import type { ClassKind, ClassPage, ClassVerdict } from '../api.ts'
import type { Answers } from './answers.ts'
import { shareRight } from './answers.ts'
import { classConfusions, finerConfusions } from './confusions.ts'
import type { Embedded } from './embedImages.ts'
import { evidenceOf } from './evidenceOf.ts'
import type { KindColumn } from './kindColumn.ts'

/** What the pages of classes are made of. Labels are one a row. */
export interface Looked {
  readonly embedded: Pick<Embedded, 'embeddings' | 'dimension'>
  /** The label that was trained on, and a finer one where there is one. */
  readonly level: LabelLevel
  readonly finer: LabelLevel | null
  readonly collapse: Collapse
  readonly verdict: CollapseVerdict
  readonly kinds: KindColumn
  readonly answers: Answers
  /** Rows of the queries. */
  readonly query: Int32Array
}

const verdicts: Readonly<Record<ClassState, ClassVerdict>> = {
  several: 'several kinds',
  collapsed: 'collapsed',
  compact: 'one compact kind',
  one: 'one cloud',
  few: 'too few images',
}

/** A page for each class that has images, those that tell most first. */
export function classPages(looked: Looked): ClassPage[] {
  const { level, finer, collapse, verdict, answers, query } = looked
  const right = answers.right(level)
  const finerRight = finer && answers.right(finer)
  const asked = new Map<number, number[]>()
  for (const row of query) {
    const own = asked.get(level.labels[row]!)
    if (own) own.push(row)
    else asked.set(level.labels[row]!, [row])
  }
  const order = [...collapse.classes.keys()].sort((a, b) => byTelling(collapse.classes[a]!, collapse.classes[b]!))
  return order.map((place) => {
    const one = collapse.classes[place]!
    const number = level.labels[one.rows[0]!]!
    const queries = asked.get(number) ?? []
    return {
      class: number,
      name: one.name,
      images: one.rows.length,
      verdict: verdicts[one.state],
      kinds: Math.max(1, one.kinds.count ?? 1),
      spread: one.triplets?.relativeSpread ?? null,
      effectiveRank: one.effectiveRank,
      recallAt1: shareRight(right, queries),
      finerRecallAt1: finerRight && shareRight(finerRight, queries),
      finerClasses: one.finer,
      words: verdict.classes[place]!,
      evidence: evidenceOf(one, finer && levelWords(finer.name).many),
      kindsFound: kindsFound(looked, one, place),
      confusedWith: classConfusions(queries, level, answers),
      finerConfusions: finer ? finerConfusions(queries, { level, finer, answers }) : [],
    }
  })
}

function kindsFound({ embedded, finer, kinds }: Looked, one: ClassCollapse, place: number): ClassKind[] {
  return kindImages(embedded, one).map(({ rows, typical, atypical }, i) => {
    const kind = kinds.firstOf[place]! + i
    return {
      kind,
      name: kinds.classes[kind]!,
      images: rows.length,
      typical,
      atypical,
      finer: finer ? most(rows, finer) : [],
    }
  })
}

/** Finer classes of some rows, the most frequent first. */
function most(rows: readonly number[], { labels, classes }: LabelLevel): ClassKind['finer'] {
  const counts = new Map<number, number>()
  for (const row of rows) if (labels[row]! >= 0) counts.set(labels[row]!, (counts.get(labels[row]!) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .map(([label, images]) => ({ name: classes[label]!, images }))
}

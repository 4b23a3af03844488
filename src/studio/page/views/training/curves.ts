import type { TrainingEntry, TrainingLog } from '../../../api.ts'
import type { Point } from '../../parts/charts/smoothed.ts'

/** Something that is measured as training goes on. */
export interface Curve {
  /** As the log has it. */
  readonly key: string
  readonly title: string
  readonly definition: string
}

/** What is known of numbers in a log, in the order in which they are shown. */
const known: readonly Curve[] = [
  { key: 'loss', title: 'Loss', definition: "of the step's batch" },
  {
    key: 'recallAt1',
    title: 'Recall@1',
    definition: 'share of a sample of the queries whose nearest is of their class; the judgement at the end asks all',
  },
  { key: 'heldOutRecallAt1', title: 'Recall@1, held out', definition: 'of training images that are kept apart' },
  { key: 'heldOutMapAtR', title: 'MAP@R, held out', definition: 'of training images that are kept apart' },
  {
    key: 'effectiveRank',
    title: 'Effective rank',
    definition: 'directions that the embeddings of a batch use; 1: all lie on one line',
  },
  { key: 'valid', title: 'Valid anchors', definition: 'share of anchors with a positive and a negative that count' },
  { key: 'active', title: 'Active', definition: 'share of the counted tuples whose loss is not 0' },
  { key: 'norm', title: 'Norm', definition: 'mean length of the embeddings before they are brought to length 1' },
  {
    key: 'density',
    title: 'Inside / between',
    definition: 'distance of classmates over that of class means, by the label trained on; 0: classes are points',
  },
  { key: 'alignment', title: 'Alignment', definition: 'mean squared distance of classmates; 0: classes are points' },
  {
    key: 'uniformity',
    title: 'Uniformity',
    definition: 'how evenly embeddings fill the sphere: the lower the more; 0: all are one point',
  },
  { key: 'positive', title: 'Distance of positives', definition: 'mean over those that were chosen' },
  { key: 'negative', title: 'Distance of negatives', definition: 'mean over those that were chosen' },
  { key: 'rate', title: 'Learning rate', definition: 'of the step' },
]

/** Numbers in a log that are no measure. */
const others = ['step', 'epoch', 'phase', 'trained', 'parameters']

/** The curves that any of the logs has, what is not known of by its own name. */
export function curvesOf(logs: readonly Pick<TrainingLog, 'entries'>[]): readonly Curve[] {
  const keys = new Set(logs.flatMap(({ entries }) => entries.flatMap((entry) => Object.keys(entry))))
  const more = [...keys].filter((key) => !others.includes(key) && known.every((curve) => curve.key !== key))
  return [
    ...known.filter(({ key }) => keys.has(key)),
    ...more.sort().map((key) => ({ key, title: key, definition: 'as the log has it' })),
  ]
}

/** A curve's points, by step. */
export const pointsOf = (entries: readonly TrainingEntry[], key: string): Point[] =>
  entries.flatMap((entry) => (key in entry ? [[entry.step, entry[key]!] as const] : []))

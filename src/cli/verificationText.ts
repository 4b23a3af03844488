import type { LevelJudgement } from '../evaluate/judge.ts'
import type { VerifiedPart } from '../evaluate/verification/verifyPart.ts'
import { levelWords } from '../runs/levelWords.ts'
import { shown } from '../runs/shown.ts'
import { partNames } from './partNames.ts'
import { table } from './table.ts'
import { wrapped } from './wrapped.ts'

/** Verification by one level, as a table; what could not be measured is said beneath. Empty where nothing was.
 *  @param many what the classes of seen and unseen are called, in the plural */
export function verificationText({ level, verification }: LevelJudgement, many: string, images: number): string {
  if (!verification) return ''
  const { one } = levelWords(level)
  const columns = partNames(verification, many)
  const found = columns.flatMap(([, part]) => part ?? [])
  if (found.length === 0) return `verification by ${one}: there are no two images of one class, or none of two`
  const row = (name: string, of: (part: VerifiedPart) => string): string[] => [
    name,
    ...columns.map(([, part]) => (part ? of(part) : '–')),
  ]
  const rates = [...new Set(found.flatMap(({ trueAccept }) => trueAccept.map(({ far }) => far)))].sort((a, b) => b - a)
  const sampled = found.find(({ asked }) => asked < images)
  const { folds } = found.find(({ heldOut }) => heldOut)?.heldOut ?? { folds: 0 }
  return [
    table(
      [`verification by ${one}`, ...columns.map(([name]) => name)],
      [
        [
          row('pairs of one class', ({ genuine }) => String(genuine)),
          row('pairs of two', ({ impostor }) => String(impostor)),
        ],
        [
          row('AUC', ({ auc }) => shown(auc)),
          row('equal error rate', ({ equalErrorRate }) => shown(equalErrorRate)),
          ...rates.map((rate) =>
            row(`TAR@FAR ${rate}`, ({ trueAccept }) => shown(trueAccept.find(({ far }) => far === rate)?.tar ?? null)),
          ),
        ],
        [
          row('accuracy', ({ accuracy }) => shown(accuracy.score)),
          row('  at distance', ({ accuracy }) => shown(accuracy.threshold)),
          row('F1', ({ f1 }) => shown(f1.score)),
          row('  at distance', ({ f1 }) => shown(f1.threshold)),
        ],
        [
          row('accuracy, held out', ({ heldOut }) =>
            heldOut ? `${shown(heldOut.accuracy.mean)} ± ${shown(heldOut.accuracy.half)}` : '–',
          ),
          row('Brier, held out', ({ heldOut }) => shown(heldOut?.brier ?? null)),
          row('chance: slope', ({ calibration }) => shown(calibration.slope)),
          row('chance: offset', ({ calibration }) => shown(calibration.offset)),
        ],
      ],
    ),
    folds > 0 ? '' : wrapped('Nothing is held out: it takes four classes with pairs.'),
    folds > 0 && folds < 10
      ? wrapped(`Held out in ${folds} parts of the classes, not 10: there are too few classes.`)
      : '',
    sampled
      ? wrapped(`Pairs are those of ${sampled.asked} images, drawn by lot, with all others: all would be too many.`)
      : '',
    rates.length < 4 ? wrapped('TAR is left out at rates that fewer than 30 pairs of two classes would make up.') : '',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

import type { ClassCollapse } from '../../evaluate/collapse/classCollapse.ts'
import { kindsWords } from '../../runs/kindsWords.ts'
import { shown } from '../../runs/shown.ts'
import type { ClassPage } from '../api.ts'

/** The numbers that a verdict on a class stands on, each with what it means in plain words.
 *  @param finer what finer classes are called, such as `digits`; null where there are none */
export function evidenceOf(one: ClassCollapse, finer: string | null): ClassPage['evidence'] {
  const { kinds, triplets, agreement, effectiveRank } = one
  const evidence: { name: string; value: string; meaning: string }[] = []
  const say = (name: string, value: string, meaning: string): void => void evidence.push({ name, value, meaning })
  if (kinds.count !== null)
    say(
      'kinds',
      kindsWords(one),
      'groups of images with a gap between them, found in one half of the images and seen again in the other; in brackets what 9 of 10 halves found',
    )
  if (triplets)
    say(
      'spread',
      shown(triplets.relativeSpread, 2),
      'how far apart its images lie, over how far apart images of different classes lie. 0: all on one point; below 0.5: close together; 1: spread like everything',
    )
  say(
    'effective rank',
    shown(effectiveRank, 1),
    'in how many directions the class extends about its mean. 0: it is a point',
  )
  if (one.finer !== null && finer !== null)
    say(finer, String(one.finer), `${finer} that its images are of, by the finer label`)
  if (agreement && finer !== null)
    say(
      `kinds and ${finer}`,
      shown(agreement.adjustedMutualInformation, 2),
      `how well the kinds that were found agree with the ${finer}. 0: as by chance; 1: they are the same`,
    )
  if (triplets) {
    say(
      'nearest classmate',
      shown(triplets.nearestClassmate, 2),
      'Euclidean distance to the nearest image of the class, the median',
    )
    say(
      'middle classmate',
      shown(triplets.classmates, 2),
      'distance to the classmate half way down the list, the median',
    )
    say('nearest other', shown(triplets.nearestOther, 2), 'distance to the nearest image of another class, the median')
    say(
      'margin kept by all',
      shown(triplets.all, 2),
      'share of images, classmates and others of which the classmate is nearer by the margin. Near 1 with a small spread: the class was drawn together',
    )
    say(
      'margin kept by the nearest',
      shown(triplets.easiest, 2),
      'the same with the nearest classmate alone. Near 1 where the share of all is lower: the class lies in several places, each apart from others',
    )
  }
  return evidence
}

import { byTelling } from '../runs/byTelling.ts'
import type { KindsFound } from '../runs/kindsOf.ts'
import { kindsWords } from '../runs/kindsWords.ts'
import { levelWords } from '../runs/levelWords.ts'
import { shown } from '../runs/shown.ts'
import { spaceNumbers } from '../runs/spaceNumbers.ts'
import { table } from './table.ts'
import { wrapped } from './wrapped.ts'

/** More classes are not listed one by one. */
const mostClasses = 60

/** Sentences of so many classes, those that tell most. */
const mostSentences = 12

/** What was found, for a terminal: the verdict, a sentence for the classes that tell most, the table of classes, and the space. */
export function kindsText(found: KindsFound): string {
  const { collapse, verdict, errors, duplicates, corrected, level } = found
  const { classes, space, unlabelled } = collapse
  const sentences = [...classes.keys()]
    .filter((i) => classes[i]!.state === 'several' || classes[i]!.state === 'collapsed')
    .sort((a, b) => byTelling(classes[a]!, classes[b]!))
    .map((i) => wrapped(verdict.classes[i]!))
  return [
    wrapped(verdict.summary),
    [
      ...sentences.slice(0, mostSentences),
      ...(sentences.length > mostSentences ? [`and ${sentences.length - mostSentences} more below`] : []),
    ].join('\n'),
    classes.length > mostClasses ? `The table of all ${classes.length} classes: --json` : classTable(found),
    table(['the space', 'value'], [spaceNumbers(found).map(({ name, value }) => [name, value])]),
    [
      `${count(errors.length, 'image')} nearer to another ${levelWords(level.name).one} than to the own, ${count(duplicates.pairs.length, 'pair')} of near-duplicates`,
      ...(corrected > 0 ? [`${count(corrected, 'label')} corrected as accepted`] : []),
      ...(unlabelled > 0 ? [`${count(unlabelled, 'image')} without a label left out`] : []),
      ...(space.zeroRows > 0 ? [`${count(space.zeroRows, 'embedding')} of zeros, which have no direction`] : []),
    ].join('\n'),
    'What each number is: nearkin kinds --help',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** Words of `nearkin kinds --help`. */
export const kindsHelp: Readonly<Record<string, string>> = {
  kinds:
    'clusters inside a class: found in one random half of its images, and counted where the other half shows the gap between them; over 20 such halves most must agree. In brackets what 9 of 10 halves found. A kind has 6 images or more, a class of fewer than 12 tells nothing',
  spread:
    'how far apart images of the class are, over how far apart images of different classes are (root mean squares of distances). 0: one point; 1: spread like everything',
  collapsed:
    'a class without kinds whose spread is below 0.5, unless the finer label says that it is of one kind: then compact',
  AMI: 'adjusted mutual information of the kinds and the finer classes in the class: 0 by chance, 1 the same',
  rank: 'effective rank of the class about its mean (Roy and Vetterli 2007): in how many directions it extends',
  kept: 'share of triplets of an image, a classmate and an image of another class that keep the margin; nearest: with the nearest classmate alone, which is what easiest positives ask for. Both high is by collapse where the spread is small, and with room where it is not; nearest high and all low is a class of several places',
  'mate, mates, other':
    'median distance to the nearest classmate, to the middle one, and to the nearest image of another class',
  uniformity: 'log of the mean of exp(-2 d²) over pairs (Wang and Isola 2020): 0 one point, near -4 evenly spread',
  alignment: 'mean squared distance of classmates (Wang and Isola 2020)',
  density: 'distance of classmates over that of class means (Roth et al. 2020, here root mean squares)',
  'spectral decay':
    'divergence of the singular values from equal ones (Roth et al. 2020): 0, all directions are used alike',
  hubness:
    'skewness of how often an image is among the 10 nearest of others (Radovanovic et al. 2010): 0 all alike, above 1 few hubs',
}

function classTable({ collapse, finer }: KindsFound): string {
  const { classes } = collapse
  const head = ['class', 'images', 'kinds', ...(finer ? [levelWords(finer.name).many, 'AMI'] : []), 'spread', 'verdict']
  const more = ['rank', 'kept: all', 'nearest', 'mate', 'mates', 'other']
  const rows = [...classes].sort(byTelling).map((one) => {
    const { triplets: t } = one
    return [
      one.name,
      String(one.rows.length),
      kindsWords(one),
      ...(finer ? [String(one.finer ?? '–'), shown(one.agreement?.adjustedMutualInformation ?? null, 2)] : []),
      shown(t?.relativeSpread ?? null, 2),
      one.state,
      one.effectiveRank.toFixed(1),
      shown(t?.all ?? null, 2),
      shown(t?.easiest ?? null, 2),
      shown(t?.nearestClassmate ?? null, 2),
      shown(t?.classmates ?? null, 2),
      shown(t?.nearestOther ?? null, 2),
    ]
  })
  return table([...head, ...more], [rows])
}

const count = (n: number, what: string): string => `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`

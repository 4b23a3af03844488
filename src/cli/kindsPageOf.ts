import type { ClassCollapse } from '../evaluate/collapse/classCollapse.ts'
import type { KindsPageClass, KindsPageData, PageCurve, PageImage, PageKind } from '../report/kinds/data.ts'
import { sprite } from '../report/sprite.ts'
import { byTelling } from '../runs/byTelling.ts'
import { kindImages } from '../runs/kindImages.ts'
import type { KindsFound } from '../runs/kindsOf.ts'
import { kindsWords } from '../runs/kindsWords.ts'
import { levelWords } from '../runs/levelWords.ts'
import { spaceNumbers } from '../runs/spaceNumbers.ts'
import { version } from '../runs/version.ts'
import type { LogEntry } from '../train/log.ts'

/** Pictures on the page, the classes' at most; likely errors and pairs shown. */
const mostImages = 1600
const mostErrors = 24
const mostPairs = 24

/** Everything the page of kinds shows.
 *  @param log of the run's training, for what its looks saw */
export async function kindsPageOf(
  found: KindsFound,
  { command, log }: { readonly command: string; readonly log: readonly LogEntry[] },
): Promise<KindsPageData> {
  const { dataset, kept, pixels, level, finer, collapse, verdict, errors, duplicates } = found
  const tiles = new Map<number, number>()
  const image = (row: number): PageImage => {
    const tile = tiles.get(row) ?? tiles.size
    tiles.set(row, tile)
    return { name: dataset.names[kept[row]!]!, tile }
  }
  const labelOf = (row: number): string => level.classes[level.labels[row]!] ?? ''
  const pageErrors = errors.slice(0, mostErrors).map(({ row, suggested, score, own, others }) => ({
    image: image(row),
    label: labelOf(row),
    suggested: level.classes[suggested]!,
    score,
    own: own.map(image),
    others: others.map(image),
  }))
  const pairs = duplicates.pairs.slice(0, mostPairs).map(({ row, other, distance, exact, agree }) => ({
    image: image(row),
    other: image(other),
    distance,
    exact,
    labels: [labelOf(row), labelOf(other)] as const,
    agree,
  }))
  const order = [...collapse.classes.keys()].sort((a, b) => byTelling(collapse.classes[a]!, collapse.classes[b]!))
  const classes = order.map((i): KindsPageClass => {
    const one = collapse.classes[i]!
    return {
      ...numbersOf(one),
      verdict: verdict.classes[i]!,
      shown: one.state !== 'few' && tiles.size < mostImages ? kindsOfClass(found, one, image) : [],
    }
  })
  const rows = [...tiles.keys()]
  const { height, width, channels } = pixels
  return {
    title: 'What is inside the classes',
    verdict: verdict.sentences,
    dataset: dataset.name,
    images: kept.length,
    label: level.name,
    finer: finer && levelWords(finer.name).many,
    command,
    version,
    created: new Date().toISOString(),
    classes,
    errors: pageErrors,
    allErrors: errors.length,
    duplicates: pairs,
    allDuplicates: duplicates.pairs.length,
    spectrum: collapse.space.spectrum.shares,
    space: spaceNumbers(found),
    curves: curvesOf(log),
    sprite: rows.length > 0 ? await sprite(pixels.batch(rows), { count: rows.length, height, width, channels }) : null,
  }
}

const numbersOf = (one: ClassCollapse): Omit<KindsPageClass, 'verdict' | 'shown'> => ({
  name: one.name,
  state: one.state,
  images: one.rows.length,
  kinds: kindsWords(one),
  finer: one.finer,
  agreement: one.agreement?.adjustedMutualInformation ?? null,
  spread: one.triplets?.relativeSpread ?? null,
  rank: one.effectiveRank,
  kept: one.triplets && { all: one.triplets.all, easiest: one.triplets.easiest },
})

function kindsOfClass(found: KindsFound, one: ClassCollapse, image: (row: number) => PageImage): PageKind[] {
  const several = (one.kinds.count ?? 1) > 1
  return kindImages(found, one).map(({ rows, typical, atypical }, i) => ({
    name: several ? `${one.name}/${i + 1}` : 'all',
    images: rows.length,
    mostly: mostlyOf(found, rows, one.name),
    typical: typical.map(image),
    atypical: atypical.map(image),
  }))
}

/** '54 of 60 Royal-Gala'. */
function mostlyOf({ finer }: KindsFound, rows: readonly number[], name: string): string | null {
  if (!finer) return null
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(finer.labels[row]!, (counts.get(finer.labels[row]!) ?? 0) + 1)
  counts.delete(-1)
  const most = [...counts].sort((a, b) => b[1] - a[1])[0]
  if (!most) return null
  const called = finer.classes[most[0]]!
  // The class's own name goes without saying.
  return `${most[1]} of ${rows.length} ${called.startsWith(`${name}/`) ? called.slice(name.length + 1) : called}`
}

/** What the looks of a training saw of the space. */
const looked: readonly [string, string, string][] = [
  ['effectiveRank', 'Effective rank', 'of a batch: 1 means that all lies on one line'],
  ['density', 'Density', 'distance of classmates over that of class means: 0 is collapse'],
  ['alignment', 'Alignment', 'mean squared distance of classmates'],
  ['uniformity', 'Uniformity', '0: one point; near -4: spread evenly'],
]

function curvesOf(log: readonly LogEntry[]): PageCurve[] {
  return looked
    .map(([key, title, note]) => ({
      title,
      note,
      points: log.flatMap((entry) => {
        const value = entry[key]
        return typeof value === 'number' ? [{ step: Number(entry.step), value }] : []
      }),
    }))
    .filter(({ points }) => points.length > 1)
}

import { levelWords } from '../runs/levelWords.ts'
import type { ClassPage, FinerConfusion, LikelyErrors, NearDuplicateList } from './api.ts'
import type { Prepared } from './prepare/prepared.ts'

/** Something that a run shows, in plain words, and where to look at it. */
export interface Finding {
  readonly words: string
  /** Single cases, the most telling first, some with a place of their own. */
  readonly cases: readonly { readonly words: string; readonly view: string | null }[]
  /** The address of the view, below that of the studio. */
  readonly view: string
}

/** Classes, and images, that are told of. */
const [mostInside, mostAcross, mostImages] = [5, 3, 5]

/** What is most telling of a prepared run: how well it finds, what its classes are like, which are most often taken for one another and
 *  why, which images may bear the wrong label, and which are there twice.
 *  @param run its id in addresses */
export async function findingsOf(run: string, { detail, classes, errors, duplicates }: Prepared): Promise<Finding[]> {
  const { list, pages } = await classes()
  const at = (view: string, more: Readonly<Record<string, string>> = {}): string =>
    `/${view}?${new URLSearchParams({ runs: run, ...more })}`
  const {
    recallAt1,
    recallOf = 'the queries that it was judged by',
    effectiveRank,
    evaluateLabel,
    rows,
    dimension,
  } = detail
  const found =
    recallAt1 === null
      ? ''
      : `${percent(recallAt1)} of ${recallOf} find their own ${levelWords(evaluateLabel).one} first; `
  const rank = effectiveRank === null ? '' : `, effective rank ${effectiveRank.toFixed(1)} of ${dimension}`
  return [
    { words: `${found}${rows.toLocaleString('en')} images${rank}.`, cases: [], view: at('map') },
    { words: list.verdict, cases: [], view: at('classes') },
    ...confusions(pages, list.level, list.finer, at),
    ...wrongLabels(await errors(), at),
    ...repeated(await duplicates(), at),
  ]
}

type At = (view: string, more?: Readonly<Record<string, string>>) => string

function confusions(pages: readonly ClassPage[], level: string, finer: string | null, at: At): Finding[] {
  const inside = (page: ClassPage): number => sum(page.finerConfusions.map(({ queries }) => queries))
  const outside = (page: ClassPage): number => sum(page.confusedWith.map(({ queries }) => queries))
  const most = (of: (page: ClassPage) => number, many: number): ClassPage[] =>
    pages
      .filter((page) => of(page) > 0)
      .sort((a, b) => of(b) - of(a))
      .slice(0, many)
  const findings: Finding[] = []
  const within = finer === null ? [] : most(inside, mostInside)
  if (within.length > 0)
    findings.push({
      words: `It was trained by ${levelWords(level).many}, which say nothing of ${levelWords(finer!).many}: inside these, images are most often taken for another ${levelWords(finer!).one}.`,
      cases: within.map((page) => ({ words: insideWords(page, finer!), view: at('classes', { class: page.name }) })),
      view: at('neighbours', { show: 'failures' }),
    })
  const across = most(outside, mostAcross)
  if (across.length > 0)
    findings.push({
      words: `These ${levelWords(level).many} are most often taken for others.`,
      cases: across.map((page) => ({ words: outsideWords(page), view: at('classes', { class: page.name }) })),
      view: at('classes', { sort: 'recallAt1' }),
    })
  return findings
}

function insideWords(page: ClassPage, finer: string): string {
  const { name, recallAt1, finerRecallAt1, finerConfusions } = page
  const shares =
    recallAt1 === null || finerRecallAt1 === null
      ? ''
      : ` ${percent(recallAt1)} of its queries find ${name} first, but only ${percent(finerRecallAt1)} their own ${levelWords(finer).one}.`
  const [first] = finerConfusions
  const taken = finerConfusions
    .slice(0, 2)
    .map(
      ({ of, takenFor, queries, share }) =>
        `${short(of, name)} is taken for ${short(takenFor, name)} (${times(queries)}, ${percent(share)})`,
    )
  return `${name}:${shares} ${taken.join('; ')}.${first ? sharedKind(page, first) : ''}`
}

/** Where two finer classes lie together: why the one is taken for the other. */
function sharedKind({ name, kindsFound }: ClassPage, { of, takenFor }: FinerConfusion): string {
  const together = kindsFound
    .map((kind) => {
      const count = (finer: string): number => kind.finer.find((one) => one.name === finer)?.images ?? 0
      return { kind: kind.name, counts: [count(of), count(takenFor)] as const }
    })
    .sort((a, b) => Math.min(...b.counts) - Math.min(...a.counts))[0]
  if (!together || Math.min(...together.counts) === 0) return ''
  const [a, b] = together.counts
  return ` Both lie in one kind, ${short(together.kind, name)}: ${a} and ${b} images that the model does not tell apart.`
}

function outsideWords({ name, confusedWith }: ClassPage): string {
  const taken = confusedWith
    .slice(0, 2)
    .map((other) => `${other.name} (${times(other.queries)}, ${percent(other.share)})`)
  return `${name}: taken for ${taken.join(', and for ')}.`
}

function wrongLabels({ level, errors }: LikelyErrors, at: At): Finding[] {
  if (errors.length === 0) return []
  return [
    {
      words: `${count(errors.length, 'image')} may bear the wrong label: they are nearer to another ${levelWords(level).one} than to their own. To be looked at, and relabelled where it is so; the likeliest first.`,
      cases: errors.slice(0, mostImages).map(({ name, label, suggested, score }) => ({
        words: `${name}: labelled ${label}, looks like ${suggested} (score ${score.toFixed(2)}).`,
        view: null,
      })),
      view: at('curate'),
    },
  ]
}

function repeated({ pairs }: NearDuplicateList, at: At): Finding[] {
  if (pairs.length === 0) return []
  const between = pairs.filter(({ splits: [a, b] }) => a !== null && b !== null && a !== b).length
  const differing = pairs.filter(({ sameClass }) => sameClass === false).length
  const notes = [
    ...(between > 0 ? [`${between} of them between two splits`] : []),
    ...(differing > 0 ? [`${differing} with two different labels`] : []),
  ]
  const of = notes.length > 0 ? `, ${notes.join(', ')}` : ''
  return [
    {
      words: `${count(pairs.length, 'pair')} of near-duplicates${of}.`,
      cases: [],
      view: at('curate', { queue: 'pairs' }),
    },
  ]
}

/** A finer class, or a kind, inside its class: without the class's own name. */
const short = (name: string, inside: string): string =>
  name.startsWith(`${inside}/`) ? name.slice(inside.length + 1) : name

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const percent = (share: number): string => `${Math.round(100 * share)} %`
const times = (n: number): string => (n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`)
const count = (n: number, what: string): string => `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`

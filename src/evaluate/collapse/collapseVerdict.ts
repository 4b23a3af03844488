import type { ClassCollapse } from './classCollapse.ts'
import { fewestOfKind } from './countKinds.ts'
import type { Collapse } from './measureCollapse.ts'

export interface CollapseVerdict {
  /** What became of the classes in one or two sentences, with the evidence in numbers. */
  readonly summary: string
  /** The same, sentence by sentence: of the classes, and where there is a finer label how the kinds agree with it. */
  readonly sentences: readonly string[]
  /** A sentence for each class, in their order. */
  readonly classes: readonly string[]
}

export interface VerdictWords {
  /** What finer classes are called, as 'characters'. Default 'finer classes'. */
  readonly finer?: string | undefined
}

/** Says in plain words which classes hold kinds that are kept apart, and which have collapsed. The criteria: kinds as `countKinds` has them;
 *  collapsed is a class without any, whose images lie less than half as far apart (root mean square) as images of different
 *  classes, unless a finer label says that it is of one kind. */
export function collapseVerdict(
  collapse: Pick<Collapse, 'classes' | 'agreement'>,
  { finer = 'finer classes' }: VerdictWords = {},
): CollapseVerdict {
  const sentences = [statesText(collapse.classes), finerText(collapse, finer)].filter((part) => part !== '')
  return {
    summary: sentences.join(' '),
    sentences,
    classes: collapse.classes.map((one) => classText(one, finer)),
  }
}

/** "'Milk' holds about 5 kinds (4 to 6), kept apart: ...". */
function classText(one: ClassCollapse, finer: string): string {
  const { name, rows, state, kinds, triplets, agreement } = one
  const spread =
    triplets && `its images lie ${triplets.relativeSpread.toFixed(2)} times as far apart as images of different classes`
  const agrees = agreement
    ? `adjusted mutual information with the ${finer} ${agreement.adjustedMutualInformation.toFixed(2)} (p = ${pText(agreement.p)})`
    : null
  const evidence = (...parts: (string | null)[]): string => {
    const said = parts.filter((part) => part !== null)
    return said.length > 0 ? `: ${said.join('; ')}` : ''
  }
  switch (state) {
    case 'few':
      return `'${name}' has ${rows.length} image${rows.length === 1 ? '' : 's'}, too few to tell kinds (${2 * fewestOfKind} are needed).`
    case 'several':
      return `'${name}' ${holds(one)}${evidence(agrees, spread)}.`
    case 'collapsed':
      return `'${name}' has collapsed${kinds.high! > 1 ? `, with traces of up to ${kinds.high} kinds` : ''}${evidence(spread, lost(one, finer))}.`
    case 'compact':
      return `'${name}' is one kind, close together${evidence(spread)}.`
    case 'one':
      return `'${name}' is one cloud without kinds that are kept apart${kinds.high! > 1 ? ` (some halvings found up to ${kinds.high})` : ''}${evidence(spread, lost(one, finer))}.`
  }
}

function holds({ kinds: { count, low, high } }: ClassCollapse): string {
  if (low === high) return `holds ${count} kinds, kept apart`
  return low! > 1
    ? `holds about ${count} kinds (${low} to ${high}), kept apart`
    : `may hold ${count} kinds (${low} to ${high})`
}

const lost = ({ finer: classes }: ClassCollapse, finer: string): string | null =>
  classes !== null && classes > 1 ? `its ${classes} ${finer} are not told apart` : null

/** "Of 43 classes 6 hold several kinds, kept apart ('Apple' 7, 'Potato' 3), ..., and 2 have collapsed ('Tomato', ...)." */
function statesText(classes: readonly ClassCollapse[]): string {
  const of = (test: (one: ClassCollapse) => boolean): ClassCollapse[] => classes.filter(test)
  const sure = of(({ state, kinds }) => state === 'several' && kinds.low! > 1)
  const unsure = of(({ state, kinds }) => state === 'several' && kinds.low === 1)
  const one = (list: readonly ClassCollapse[], single: string, many: string): string =>
    `${list.length} ${list.length === 1 ? single : many}`
  const groups: [readonly ClassCollapse[], string, string, (one: ClassCollapse) => string][] = [
    [sure, 'holds several kinds, kept apart', 'hold several kinds, kept apart', counted],
    [unsure, 'may hold several', 'may hold several', counted],
    [of(({ state }) => state === 'collapsed'), 'has collapsed', 'have collapsed', named],
    [of(({ state }) => state === 'one'), 'is one cloud', 'are one cloud each', none],
    [of(({ state }) => state === 'compact'), 'is of one kind, close together', 'are of one kind, close together', none],
    [of(({ state }) => state === 'few'), 'has too few images to tell', 'have too few images to tell', none],
  ]
  const said = groups
    .filter(([list]) => list.length > 0)
    .map(([list, single, many, word]) => {
      const names = [...list].sort((a, b) => (b.kinds.count ?? 0) - (a.kinds.count ?? 0)).map(word)
      const shown = names.filter((name) => name !== '').slice(0, 3)
      const more = names.length > shown.length && shown.length > 0 ? ', ...' : ''
      return `${one(list, single, many)}${shown.length > 0 ? ` (${shown.join(', ')}${more})` : ''}`
    })
  return `Of ${classes.length} class${classes.length === 1 ? '' : 'es'} ${joined(said)}.`
}

const counted = ({ name, kinds }: ClassCollapse): string => `'${name}' ${kinds.count}`
const named = ({ name }: ClassCollapse): string => `'${name}'`
const none = (): string => ''

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

function finerText({ agreement, classes }: Pick<Collapse, 'classes' | 'agreement'>, finer: string): string {
  if (agreement === null) return ''
  const asked = classes.filter((one) => one.finer !== null && one.finer > 1 && one.kinds.count !== null)
  const seen = asked.filter(({ state }) => state === 'several').length
  const { adjustedMutualInformation: ami, p } = agreement
  const better = p <= 0.05 && ami > 0 ? 'better than chance' : 'no better than chance'
  return `Of the ${asked.length} that hold several ${finer}, kinds are told apart in ${seen}; they agree with the ${finer} ${better} (adjusted mutual information ${ami.toFixed(2)}, p = ${pText(p)}).`
}

const pText = (p: number): string => (p < 0.01 ? p.toFixed(3) : p.toFixed(2))

import { format } from './format.ts'
import { pairsOf, type Rules } from './pairsOf.ts'

/** What was found, as measured: in words, and the one or two methods whose numbers stand large beside it. */
export interface Finding {
  /** `ahead`: easiest positives better, and the interval of the paired difference leaves out 0; `behind`: worse, and it does;
   *  `undecided`: the interval holds 0, or there is none; `single`: nothing to compare with. */
  readonly verdict: 'ahead' | 'behind' | 'undecided' | 'single'
  readonly claim: string
  readonly detail: string
  /** Indices of methods. */
  readonly shown: readonly number[]
}

/** What a finding is read off. Methods that differ in `positives` only, `all` against `easiest`, make the headline. */
export interface Found {
  readonly methods: readonly FoundMethod[]
  readonly table: {
    /** The first one makes the headline. */
    readonly columns: readonly FoundColumn[]
    /** One row for each method, one cell for each column. */
    readonly rows: readonly (readonly Estimate[])[]
    /** Differences of two methods in the first column over the seeds that both ran with, by their places: that of `of` less that of
     *  `less`. They tell methods apart where their own intervals overlap, since what a seed does to both cancels. */
    readonly differences: readonly { readonly of: number; readonly less: number; readonly estimate: Estimate }[]
  }
}

export interface FoundMethod extends Rules {
  readonly name: string
}

export interface FoundColumn {
  readonly name: string
  readonly better: 'higher' | 'lower' | 'neither'
  /** Decimals, 3 by default. */
  readonly digits?: number
}

/** Numbers that were not measured are NaN. */
export interface Estimate {
  readonly mean: number
  /** Half of the 95 % interval; NaN for one seed. */
  readonly halfWidth: number
  /** Seeds. */
  readonly n: number
}

/** Reads the first column of the table, and the paired differences in it. It says so when easiest positives lose or when the seeds
 *  do not decide. */
export function finding({ methods, table }: Found): Finding {
  const column = table.columns[0]
  const cell = (method: number): Estimate => table.rows[method]?.[0] ?? missing
  const less = (of: number, other: number): Estimate => differenceOf(table, of, other)
  const [pair, ...others] = pairsOf(methods)
  if (!column) return { verdict: 'single', claim: 'Nothing was measured.', detail: '', shown: [] }
  if (!pair) return withoutPair(methods, column, cell, less)
  const all = cell(pair.all)
  const easiest = cell(pair.easiest)
  const difference = less(pair.easiest, pair.all)
  const verdict = judge(difference, column)
  const numbers = `${column.name} is ${show(easiest, column)} with easiest positives and ${show(all, column)} with all positives`
  const loss = methods[pair.all]!.loss
  const rest = others.map((o) => ({
    loss: methods[o.all]!.loss,
    verdict: judge(less(o.easiest, o.all), column),
  }))
  const opening = {
    ahead: 'Easiest positives are ahead',
    behind: 'Here all positives are ahead',
    undecided: Number.isFinite(difference.halfWidth)
      ? 'Here the two are not told apart'
      : 'A first look, without repeats',
  }[verdict]
  return {
    verdict,
    claim: `${opening}: ${numbers}.`,
    detail: [`${capital(loss)} loss, ${evidence(all, easiest, difference, column)}.`, agreement(rest)]
      .filter(Boolean)
      .join(' '),
    shown: [pair.all, pair.easiest],
  }
}

const missing: Estimate = { mean: Number.NaN, halfWidth: Number.NaN, n: 0 }

const show = (e: Estimate, { digits }: FoundColumn): string => format(e.mean, digits)

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`

function differenceOf({ differences }: Found['table'], of: number, less: number): Estimate {
  const found = differences.find((one) => one.of === of && one.less === less)
  if (found) return found.estimate
  const turned = differences.find((one) => one.of === less && one.less === of)
  return turned ? { ...turned.estimate, mean: -turned.estimate.mean } : missing
}

/** Of a difference easiest less all: whether its interval leaves out 0. */
function judge({ mean, halfWidth }: Estimate, { better }: FoundColumn): 'ahead' | 'behind' | 'undecided' {
  if (!(Math.abs(mean) > halfWidth) || better === 'neither') return 'undecided' // also where anything is NaN
  return mean > 0 === (better === 'higher') ? 'ahead' : 'behind'
}

function evidence(all: Estimate, easiest: Estimate, difference: Estimate, column: FoundColumn): string {
  if (!Number.isFinite(all.mean) || !Number.isFinite(easiest.mean)) return 'not measured for both'
  const { n } = difference
  // Over the seeds of both; where they share none, the means are all there is.
  const mean = n > 0 ? difference.mean : easiest.mean - all.mean
  const direction = mean >= 0 ? 'higher' : 'lower'
  const ratio = easiest.mean / all.mean
  const times = ratio >= 1.05 && Number.isFinite(ratio) ? ` (${format(ratio, 1)} times)` : ''
  const told = mean === 0 ? 'no difference' : `easiest ${format(Math.abs(mean), column.digits)} ${direction}${times}`
  const seeds =
    all.n === easiest.n && (n === 0 || n === all.n)
      ? `${plural(all.n, 'seed')} each`
      : `${plural(all.n, 'seed')} of all and ${easiest.n} of easiest positives, ${n} of them shared`
  if (!Number.isFinite(difference.halfWidth)) return `${seeds}: ${told}, without an interval to judge it by`
  return `${seeds}: ${told}, ${interval(difference, column)}`
}

/** 'paired 95 % interval 0.010 to 0.050, which leaves out 0' */
function interval({ mean, halfWidth }: Estimate, { digits }: FoundColumn): string {
  const [low, high] = [mean - halfWidth, mean + halfWidth]
  const holds = low <= 0 && high >= 0
  return `paired 95 % interval ${format(low, digits)} to ${format(high, digits)}, which ${holds ? 'holds' : 'leaves out'} 0`
}

function agreement(rest: readonly { loss: string; verdict: 'ahead' | 'behind' | 'undecided' }[]): string {
  const losses = (verdict: string): string =>
    rest
      .filter((r) => r.verdict === verdict)
      .map((r) => r.loss)
      .join(', ')
  const parts = [
    ['ahead', 'easiest ahead with'],
    ['behind', 'all ahead with'],
    ['undecided', 'not told apart with'],
  ].flatMap(([verdict, words]) => (losses(verdict!) ? [`${words} ${losses(verdict!)}`] : []))
  return parts.length ? `Elsewhere: ${parts.join('; ')}.` : ''
}

function withoutPair(
  methods: Found['methods'],
  column: FoundColumn,
  cell: (method: number) => Estimate,
  less: (of: number, other: number) => Estimate,
): Finding {
  const sign = column.better === 'lower' ? -1 : 1
  const ranked = methods
    .map((_, i) => i)
    .filter((i) => Number.isFinite(cell(i).mean))
    .sort((a, b) => sign * (cell(b).mean - cell(a).mean))
  const [first, second] = ranked
  const verdict = 'single'
  if (first === undefined) return { verdict, claim: `${column.name} was not measured.`, detail: '', shown: [] }
  const n = plural(cell(first).n, 'seed')
  const claim = `${column.name} is ${show(cell(first), column)} with ${methods[first]!.name}.`
  if (second === undefined)
    return { verdict, claim, detail: `Taken over ${n}; nothing to compare it with.`, shown: [first] }
  const difference = less(first, second)
  const told = Number.isFinite(difference.halfWidth)
    ? `the difference has a ${interval(difference, column)}`
    : 'there is no interval to judge the difference by'
  return {
    verdict,
    claim,
    detail: `Next is ${methods[second]!.name} with ${show(cell(second), column)}; ${told}.`,
    shown: [second, first],
  }
}

import type { Estimate, ReportData, TableColumn } from './data.ts'
import { format } from './format.ts'
import { pairsOf } from './pairsOf.ts'

/** What was found, as measured: in words, and the one or two methods whose numbers stand large beside it. */
export interface Finding {
  /** `ahead`: easiest positives better and the intervals apart; `behind`: worse and apart; `undecided`: the intervals meet,
   *  or there are none; `single`: nothing to compare with. */
  readonly verdict: 'ahead' | 'behind' | 'undecided' | 'single'
  readonly claim: string
  readonly detail: string
  /** Indices of methods. */
  readonly shown: readonly number[]
}

/** Reads the first column of the table. It says so when easiest positives lose or when the seeds do not decide. */
export function finding({ methods, table }: Pick<ReportData, 'methods' | 'table'>): Finding {
  const column = table.columns[0]
  const cell = (method: number): Estimate => table.rows[method]?.[0] ?? missing
  const [pair, ...others] = pairsOf(methods)
  if (!column) return { verdict: 'single', claim: 'Nothing was measured.', detail: '', shown: [] }
  if (!pair) return withoutPair(methods, column, cell)
  const all = cell(pair.all)
  const easiest = cell(pair.easiest)
  const verdict = judge(all, easiest, column)
  const numbers = `${column.name} is ${show(easiest, column)} with easiest positives and ${show(all, column)} with all positives`
  const loss = methods[pair.all]!.loss
  const rest = others.map((o) => ({
    loss: methods[o.all]!.loss,
    verdict: judge(cell(o.all), cell(o.easiest), column),
  }))
  const repeated = Number.isFinite(all.halfWidth) && Number.isFinite(easiest.halfWidth)
  const opening = {
    ahead: 'Easiest positives are ahead',
    behind: 'Here all positives are ahead',
    undecided: repeated ? 'Here the two are not told apart' : 'A first look, without repeats',
  }[verdict]
  return {
    verdict,
    claim: `${opening}: ${numbers}.`,
    detail: [`${capital(loss)} loss, ${evidence(all, easiest, column)}.`, agreement(rest)].filter(Boolean).join(' '),
    shown: [pair.all, pair.easiest],
  }
}

const missing: Estimate = { mean: Number.NaN, halfWidth: Number.NaN, n: 0 }

const show = (e: Estimate, { digits }: TableColumn): string => format(e.mean, digits)

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`

function judge(all: Estimate, easiest: Estimate, { better }: TableColumn): 'ahead' | 'behind' | 'undecided' {
  const gap = Math.abs(easiest.mean - all.mean) - (easiest.halfWidth + all.halfWidth)
  if (!(gap > 0) || better === 'neither') return 'undecided' // also where anything is NaN
  return easiest.mean > all.mean === (better === 'higher') ? 'ahead' : 'behind'
}

function evidence(all: Estimate, easiest: Estimate, column: TableColumn): string {
  if (!Number.isFinite(all.mean) || !Number.isFinite(easiest.mean)) return 'not measured for both'
  const change = format(Math.abs(easiest.mean - all.mean), column.digits)
  const direction = easiest.mean >= all.mean ? 'higher' : 'lower'
  const ratio = easiest.mean / all.mean
  const times = ratio >= 1.05 && Number.isFinite(ratio) ? ` (${format(ratio, 1)} times)` : ''
  const difference = easiest.mean === all.mean ? 'no difference' : `easiest ${change} ${direction}${times}`
  const seeds =
    all.n === easiest.n
      ? `${plural(all.n, 'seed')} each`
      : `${plural(all.n, 'seed')} of all and ${easiest.n} of easiest positives`
  if (Number.isNaN(all.halfWidth) || Number.isNaN(easiest.halfWidth))
    return `${seeds}: ${difference}, without intervals to judge it by`
  const meet = Math.abs(easiest.mean - all.mean) <= all.halfWidth + easiest.halfWidth
  return `${seeds}: ${difference}, and the 95 % intervals ${meet ? 'overlap' : 'lie apart'}`
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

function withoutPair(methods: ReportData['methods'], column: TableColumn, cell: (method: number) => Estimate): Finding {
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
  const apart = judge(cell(second), cell(first), { ...column, better: column.better === 'lower' ? 'lower' : 'higher' })
  return {
    verdict,
    claim,
    detail: `Next is ${methods[second]!.name} with ${show(cell(second), column)}; the 95 % intervals ${apart === 'ahead' ? 'lie apart' : 'do not tell them apart'}.`,
    shown: [second, first],
  }
}

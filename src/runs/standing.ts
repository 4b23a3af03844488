import { demand } from '../errors.ts'
import type { Judgement } from '../evaluate/judge.ts'
import { pairedBootstrap } from '../evaluate/pairedBootstrap.ts'
import type { Pairing, Tested } from '../evaluate/tellApart.ts'
import { tellApart } from '../evaluate/tellApart.ts'
import { testedOver } from '../evaluate/testedOver.ts'
import type { Column, Method } from './comparison.ts'
import { testOf } from './comparison.ts'
import type { QueryValues } from './queryValues.ts'

/** Something compared: a method, or the features on which methods were trained. */
export interface Contender {
  readonly name: string
  /** By other names `--baseline` knows it too. */
  readonly aliases: readonly string[]
  readonly method: Method
  /** Its value is the same whatever the seed. */
  readonly untrained: boolean
  /** Of its only run; where all were run once. */
  readonly queries?: QueryValues
}

/** How the methods stand to one another. */
export interface Standing {
  readonly contenders: readonly Contender[]
  /** What each difference is taken over. */
  readonly over: 'seeds' | 'queries'
  readonly baseline: Contender
  readonly columns: readonly Column[]
  /** Each other contender less the baseline, in the order of `columns`; null where it is not known. */
  readonly against: readonly { readonly contender: Contender; readonly differences: readonly (Tested | null)[] }[]
  /** All pairs by the first column, corrected for how many there are. */
  readonly pairs: readonly Pairing[]
}

/** What the features alone are called. */
export const featuresName = 'features alone'
export const featuresNamed: Named = { name: featuresName, aliases: ['features'] }

/** Those that are compared: the features first, where there are any. */
export function contendersOf(
  methods: readonly Method[],
  shortNames: readonly string[],
  untrained: Judgement | null,
  queries: ReadonlyMap<Method | null, QueryValues> = new Map(),
): Contender[] {
  const seeds = [...new Set(methods.flatMap(({ runs }) => runs.map(({ seed }) => seed)))]
  const of = (method: Method | null) => ({ ...(queries.has(method) && { queries: queries.get(method)! }) })
  const features = untrained && {
    ...featuresNamed,
    untrained: true,
    method: {
      name: featuresName,
      settings: methods[0]!.settings,
      runs: seeds.map((seed) => ({ seed, folder: '', judgement: untrained })),
    },
    ...of(null),
  }
  return [
    ...(features ? [features] : []),
    ...methods.map((method, i) => ({
      name: shortNames[i]!,
      aliases: [method.name],
      untrained: false,
      method,
      ...of(method),
    })),
  ]
}

/** What a contender is called. */
export type Named = Pick<Contender, 'name' | 'aliases'>

/** The contender of that name, short or whole; without a name the first, and undefined where none bears it. */
export function baselineAmong<C extends Named>(contenders: readonly C[], name?: string): C | undefined {
  if (name === undefined) return contenders[0]
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
  return contenders.find((one) => [one.name, ...one.aliases].some((own) => plain(own) === plain(name)))
}

/** Fails on a name that none of them bears, listing those there are. */
export const demandBaseline = (contenders: readonly Named[], name: string): void =>
  demand(baselineAmong(contenders, name), {
    who: '--baseline',
    rule: `must be one of ${contenders.map((one) => `'${one.name}'`).join(', ')}`,
    value: name,
  })

/** Tests every contender against the baseline, and every pair. Over seeds by the paired t test where any method has several; where
 *  all have one, over the queries of that run.
 *  @param columns the first decides who is told apart */
export function standingOf(
  contenders: readonly Contender[],
  columns: readonly Column[],
  baseline: Contender,
): Standing {
  const over = contenders.some(({ method, untrained }) => !untrained && method.runs.length > 1) ? 'seeds' : 'queries'
  const test = over === 'seeds' ? overSeeds : overQueries
  return {
    contenders,
    over,
    baseline,
    columns,
    against: contenders
      .filter((contender) => contender !== baseline)
      .map((contender) => ({
        contender,
        differences: columns.map((column) => test(column, contender, baseline)),
      })),
    pairs: tellApart(contenders, (a, b) => test(columns[0]!, a, b)),
  }
}

function overSeeds(column: Column, a: Contender, b: Contender): Tested | null {
  const tested = testOf(column, a.method, b.method)
  return tested && testedOver(tested)
}

function overQueries({ ofQueries }: Column, a: Contender, b: Contender): Tested | null {
  const values = ofQueries && ([a.queries?.[ofQueries], b.queries?.[ofQueries]] as const)
  return values?.[0] && values[1] ? pairedBootstrap(values[0], values[1]) : null
}

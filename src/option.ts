import { fail } from './errors.ts'

/** What a number, word or flag among a loss's (or a rule's) options may be. From it come the type of the option, its check,
 *  the command line's flag and the docs. */
export interface Option<T, Required extends boolean = boolean> {
  readonly kind: 'number' | 'flag' | 'word'
  /** What it does, with its unit: 'how much nearer the positive shall be than the negative'. */
  readonly words: string
  /** undefined: none is set, or, of a required option, it must be. */
  readonly usual: T | undefined
  readonly required: Required
  /** Of words: those that there are. */
  readonly choices?: readonly string[]
  /** Of numbers: between which they may lie, and whether they must be whole. */
  readonly bounds?: Bounds
  readonly whole?: boolean
  /** The rule that a value breaks; undefined where it fits. */
  readonly broken: (value: unknown) => string | undefined
}

// biome-ignore lint/suspicious/noExplicitAny: options of all types in one record; their types are read off by inference
export type Options = Readonly<Record<string, Option<any>>>

/** The values of options, all present: those without a usual value may be undefined. */
export type ValuesOf<O extends Options> = { readonly [Name in keyof O]: O[Name] extends Option<infer T> ? T : never }

type RequiredNames<O extends Options> = {
  [Name in keyof O]: O[Name]['required'] extends true ? Name : never
}[keyof O]

/** What a caller gives: required options must be there. */
export type GivenOf<O extends Options> = {
  readonly [Name in Exclude<keyof O, RequiredNames<O>>]?: ValuesOf<O>[Name]
} & { readonly [Name in RequiredNames<O>]: ValuesOf<O>[Name] }

export interface Bounds {
  readonly above?: number
  readonly least?: number
  readonly below?: number
  readonly most?: number
}

/** A number, within bounds. */
export const number = (usual: number, words: string, bounds: Bounds = {}): Option<number, false> => ({
  kind: 'number',
  words,
  usual,
  required: false,
  bounds,
  broken: (value) => outside(value, bounds, false),
})

/** A whole number, within bounds. */
export const whole = (usual: number, words: string, bounds: Bounds = { least: 1 }): Option<number, false> => ({
  kind: 'number',
  words,
  usual,
  required: false,
  bounds,
  whole: true,
  broken: (value) => outside(value, bounds, true),
})

/** A number that has no usual value: left out it is undefined, and the loss decides. */
export const maybe = (
  words: string,
  bounds: Bounds & { readonly whole?: boolean } = {},
): Option<number | undefined, false> => ({
  kind: 'number',
  words,
  usual: undefined,
  required: false,
  bounds,
  whole: bounds.whole ?? false,
  broken: (value) => (value === undefined ? undefined : outside(value, bounds, bounds.whole ?? false)),
})

/** A whole number that the caller must give: the number of classes, the dimension of the embeddings. */
export const given = (words: string, bounds: Bounds = { least: 1 }): Option<number, true> => ({
  kind: 'number',
  words,
  usual: undefined,
  required: true,
  bounds,
  whole: true,
  broken: (value) => outside(value, bounds, true),
})

/** On or off. */
export const flag = (words: string, usual = false): Option<boolean, false> => ({
  kind: 'flag',
  words,
  usual,
  required: false,
  broken: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
})

/** One of some words. */
export const word = <const Words extends readonly string[]>(
  choices: Words,
  usual: Words[number],
  words: string,
): Option<Words[number], false> => ({
  kind: 'word',
  words,
  usual,
  required: false,
  choices,
  broken: (value) =>
    choices.includes(value as Words[number]) ? undefined : `must be one of ${choices.map((w) => `'${w}'`).join(', ')}`,
})

function outside(value: unknown, { above, least, below, most }: Bounds, whole: boolean): string | undefined {
  const limits = [
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
  ]
  const fits =
    typeof value === 'number' &&
    (whole ? Number.isSafeInteger(value) : Number.isFinite(value)) &&
    (above === undefined || value > above) &&
    (least === undefined || value >= least) &&
    (below === undefined || value < below) &&
    (most === undefined || value <= most)
  if (fits) return undefined
  return `must be a ${whole ? 'whole number' : 'number'}${limits.length > 0 ? ` ${limits.join(' and ')}` : ''}`
}

/** The values of options: what was given, else what is usual. Fails naming the option that breaks its rule, or that there
 *  is none of.
 *  @param who whose options they are, for the message */
export function valuesOf<O extends Options>(who: string, options: O, given: object): ValuesOf<O> {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(options, name))
  if (unknown !== undefined)
    fail({ who, rule: `has no option '${unknown}'`, remedy: `it has ${Object.keys(options).join(', ') || 'none'}` })
  const values = Object.entries(options).map(([name, option]) => {
    const value = (given as Record<string, unknown>)[name] ?? option.usual
    const rule = value === undefined && !option.required ? undefined : option.broken(value)
    if (rule !== undefined) fail({ who, rule: `${name} ${rule}`, value: value ?? 'nothing' })
    return [name, value]
  })
  return Object.fromEntries(values) as ValuesOf<O>
}

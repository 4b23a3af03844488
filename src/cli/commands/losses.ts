import type { Command } from 'commander'
import { NearkinError } from '../../errors.ts'
import type { Reducer } from '../../losses/reducers/reducer.ts'
import type { Option, Options } from '../../option.ts'
import { printable } from '../../printable.ts'
import {
  decided,
  distances,
  lossFactories,
  negativeRules,
  optionsOf,
  positiveRules,
  reducersByName,
} from '../../runs/choices.ts'
import { dashed } from '../../runs/dashed.ts'
import { specOf } from '../../runs/spec.ts'
import { table } from '../table.ts'
import { wrapped } from '../wrapped.ts'

/** `nearkin losses`: what there is to choose from. */
export function losses(program: Command): void {
  program
    .command('losses')
    .argument('[name]', 'a loss or a rule, to see its options; those given with it are passed over')
    .description('list the losses and the rules for positives and negatives, with their options and usual values')
    .option('--json', 'print one JSON object')
    .action((typed: string | undefined, { json = false }: { json?: boolean }, command: Command) => {
      const all = { losses: lossFactories, positives: positiveRules, negatives: negativeRules }
      const name = typed === undefined ? undefined : named(typed, command)
      const told = Object.entries(all).map(([kind, makers]) => [
        kind,
        Object.values(makers)
          .filter(({ about }) => name === undefined || about.name === name)
          .map(({ about }) => toldOf(about as About)),
      ])
      if (json) process.stdout.write(`${JSON.stringify(Object.fromEntries(told))}\n`)
      else process.stdout.write(`${text(Object.fromEntries(told) as Told, name !== undefined)}\n`)
    })
}

/** The name alone, of a name with options. A call that does not fit ends with exit code 2. */
function named(typed: string, command: Command): string {
  const known: Record<string, Options> = {}
  // A loss and rules may share a name: the options of any of them fit.
  for (const makers of [positiveRules, negativeRules, lossFactories])
    for (const [name, options] of Object.entries(optionsOf(makers))) known[name] = { ...known[name], ...options }
  try {
    return specOf(typed, 'losses', known).name
  } catch (error) {
    if (!(error instanceof NearkinError)) throw error
    return command.error(printable(error.message), { exitCode: 2 })
  }
}

interface About {
  readonly name: string
  readonly options: Readonly<Record<string, Option<unknown>>>
  readonly rules?: { readonly positives: { readonly name: string }; readonly negatives: { readonly name: string } }
  readonly distance?: { readonly usual: { readonly name: string }; readonly kinds: string }
  readonly reducer?: Reducer
}

interface Entry {
  readonly name: string
  readonly positives?: string
  readonly negatives?: string
  /** As --distance takes it. */
  readonly distance?: string
  /** As --reducer takes it. */
  readonly reducer?: string
  readonly options: readonly { readonly name: string; readonly usual: unknown; readonly words: string }[]
}

type Told = Readonly<Record<'losses' | 'positives' | 'negatives', readonly Entry[]>>

const toldOf = ({ name, options, rules, distance, reducer }: About): Entry => ({
  name,
  ...(rules ? { positives: rules.positives.name, negatives: rules.negatives.name } : {}),
  ...(distance ? { distance: distanceName(distance.usual.name) } : {}),
  ...(reducer ? { reducer: reducerName(reducer) } : {}),
  options: Object.entries(options)
    .filter(([option]) => !decided.includes(option))
    .map(([option, { usual, words }]) => ({ name: dashed(option), usual: usual ?? null, words })),
})

const distanceName = (name: string): string =>
  Object.entries(distances).find(([, measure]) => measure().name === name)?.[0] ?? name

const reducerName = (usual: Reducer): string =>
  Object.entries(reducersByName).find(([, reducer]) => reducer() === usual)?.[0] ?? 'its own'

function text({ losses, positives, negatives }: Told, single: boolean): string {
  const parts: string[] = []
  if (losses.length > 0)
    parts.push(
      table(
        ['loss', 'usual positives', 'negatives', 'distance', 'reducer', 'options'],
        [
          losses.map((one) => [
            one.name,
            ...[one.positives, one.negatives, one.distance, one.reducer].map((choice) => choice ?? '–'),
            usual(one),
          ]),
        ],
      ),
    )
  for (const [side, rules] of Object.entries({ positives, negatives }))
    if (rules.length > 0) parts.push(table([side, 'options'], [rules.map((one) => [one.name, usual(one)])]))
  const sides = [
    ...losses.map((one) => ['loss', one] as const),
    ...positives.map((one) => ['positives', one] as const),
    ...negatives.map((one) => ['negatives', one] as const),
  ]
  // A name may be that of a loss and of a rule, or of a rule for each side.
  const whose = (side: string): string => (sides.length > 1 ? `${side}, ` : '')
  if (single)
    parts.push(sides.flatMap(([side, { options }]) => options.map((one) => explained(one, whose(side)))).join('\n'))
  else
    parts.push(
      wrapped(
        'An option is given with the name: --loss triplet:margin=0.3:swap. `nearkin losses triplet` explains them.',
      ),
    )
  return parts.filter(Boolean).join('\n\n')
}

const usual = ({ options }: Entry): string =>
  options.map(({ name, usual: value }) => (value === null ? name : `${name}=${short(value)}`)).join(' ')

/** 1 / 9 as 0.111. */
const short = (value: unknown): string => String(typeof value === 'number' ? Number(value.toPrecision(3)) : value)

const explained = ({ name, usual: value, words }: Entry['options'][number], whose: string): string =>
  wrapped(`${whose}${name}: ${words}${value === null ? '' : ` (usual ${short(value)})`}`)

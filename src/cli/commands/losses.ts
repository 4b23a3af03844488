import type { Command } from 'commander'
import type { Option } from '../../option.ts'
import { decided, lossFactories, negativeRules, optionsOf, positiveRules } from '../choices.ts'
import { dashed } from '../dashed.ts'
import { specOf } from '../spec.ts'
import { table } from '../table.ts'
import { wrapped } from '../wrapped.ts'

/** `nearkin losses`: what there is to choose from. */
export function losses(program: Command): void {
  program
    .command('losses')
    .argument('[name]', 'a loss or a rule, to see its options')
    .description('list the losses and the rules for positives and negatives, with their options and usual values')
    .option('--json', 'print one JSON object')
    .action((name: string | undefined, { json = false }: { json?: boolean }) => {
      const all = { losses: lossFactories, positives: positiveRules, negatives: negativeRules }
      if (name !== undefined)
        specOf(name, 'losses', optionsOf({ ...positiveRules, ...negativeRules, ...lossFactories }))
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

interface About {
  readonly name: string
  readonly options: Readonly<Record<string, Option<unknown>>>
  readonly rules?: { readonly positives: { readonly name: string }; readonly negatives: { readonly name: string } }
  readonly distance?: { readonly usual: { readonly name: string }; readonly kinds: string }
}

interface Entry {
  readonly name: string
  readonly positives?: string
  readonly negatives?: string
  readonly distance?: string
  readonly options: readonly { readonly name: string; readonly usual: unknown; readonly words: string }[]
}

type Told = Readonly<Record<'losses' | 'positives' | 'negatives', readonly Entry[]>>

const toldOf = ({ name, options, rules, distance }: About): Entry => ({
  name,
  ...(rules ? { positives: rules.positives.name, negatives: rules.negatives.name } : {}),
  ...(distance ? { distance: distance.usual.name } : {}),
  options: Object.entries(options)
    .filter(([option]) => !decided.includes(option))
    .map(([option, { usual, words }]) => ({ name: dashed(option), usual: usual ?? null, words })),
})

function text({ losses, positives, negatives }: Told, single: boolean): string {
  const parts: string[] = []
  if (losses.length > 0)
    parts.push(
      table(
        ['loss', 'usual positives', 'negatives', 'distance', 'options'],
        [losses.map((one) => [one.name, one.positives ?? '–', one.negatives ?? '–', one.distance ?? '–', usual(one)])],
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
  options.map(({ name, usual: value }) => (value === null ? name : `${name}=${value}`)).join(' ')

const explained = ({ name, usual: value, words }: Entry['options'][number], whose: string): string =>
  wrapped(`${whose}${name}: ${words}${value === null ? '' : ` (usual ${value})`}`)

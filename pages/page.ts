import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { About } from '../src/losses/define.ts'
import { dashed } from '../src/runs/dashed.ts'
import type { Told } from './docComment.ts'
import { docComment } from './docComment.ts'

/** A loss as the page tells it. */
export interface Entry extends Told {
  readonly name: string
  readonly about: About
  /** How far apart the kinds of a class stay, as a share: with all and with the easiest positives, or without a choice. */
  readonly kept: { readonly all: number; readonly easiest: number } | { readonly own: number }
}

/** What the source of a loss or a rule says of it. */
export function toldOf(root: string, folder: 'losses' | 'pairs/positives' | 'pairs/negatives', name: string): Told {
  const file = join('src', folder, `${name}.ts`)
  return docComment(readFileSync(join(root, file), 'utf8'), name, file)
}

/** The page of all losses and rules, as Markdown. */
export function page(
  root: string,
  entries: readonly Entry[],
  rules: readonly { readonly side: 'positives' | 'negatives'; readonly name: string }[],
): string {
  return `${[
    '# Every loss and every rule',
    '',
    '`npm run pages` writes this page and its pictures from the sources: the comment above each loss and rule, and the code itself, which is run.',
    '',
    'Letters: a is an anchor, p its positive, n its negative, d a distance, s a similarity, [v]+ is max(v, 0). B is the batch, D the dimension, K the most positives of an anchor, C the classes. A picture shows where the loss moves samples on the circle: a class of two kinds (blue), another class (orange), proxies as diamonds; arrows follow the negative gradient, the longest of a panel always as long.',
    '',
    '*Kinds kept* is measured, not argued: four classes of two kinds of 16 samples each in 8 dimensions, one label in ten wrong; the loss alone moves the embeddings for 300 steps of Adam, each on a batch of 8 samples of every kind. The figure is how far apart the two kinds of a class are afterwards, as a share of before, over the samples that were labelled right; mean of three draws, the same for every loss. 0 is collapse. A network that must generalise is not in it: [Does it help?](comparison.md) measures that.',
    '',
    '| loss | kinds kept: all positives | easiest |',
    '|---|---|---|',
    ...entries.map(({ name, about, kept }) => `| [${about.name}](#${name.toLowerCase()}) | ${keptCells(kept)} |`),
    '',
    '## Losses',
    '',
    ...entries.flatMap(lossSection),
    '## Rules',
    '',
    'A rule is an argument of every loss that has a choice of positives and negatives. Lines join each blue anchor with what the rule chose for it.',
    '',
    ...rules.flatMap(({ side, name }) => ruleSection(root, side, name)),
  ].join('\n')}\n`
}

const keptCells = (kept: Entry['kept']): string =>
  'own' in kept ? `${kept.own.toFixed(2)} | –` : `${kept.all.toFixed(2)} | ${kept.easiest.toFixed(2)}`

function lossSection({ name, about, kept, ...told }: Entry): string[] {
  const { rules, distance } = about
  const choices = [
    ...(rules ? [`positives ${rules.positives.name}, negatives ${rules.negatives.name}`] : []),
    ...(distance
      ? [`distance ${distance.usual.name}${distance.kinds === 'any' ? '' : ` (${distance.kinds} only)`}`]
      : []),
  ]
  return [
    `### ${name}`,
    '',
    told.summary,
    '',
    '```',
    ...told.formula,
    '```',
    '',
    ...told.further.flatMap((paragraph) => [paragraph, '']),
    `![Where ${about.name} loss moves samples](images/losses/${name}.svg)`,
    '',
    ...optionLines(about),
    ...(choices.length > 0 ? [`- **Usual choices**: ${choices.join('; ')}.`] : []),
    `- **On the command line**: \`--loss ${about.name}\`.`,
    `- **Source**: ${told.source}`,
    `- **Use**: ${told.use}`,
    `- **Cost**: ${told.cost}`,
    `- **Collapse**: ${told.collapse} Kinds kept: ${'own' in kept ? kept.own.toFixed(2) : `${kept.all.toFixed(2)} with all positives, ${kept.easiest.toFixed(2)} with the easiest`}.`,
    '',
  ]
}

function optionLines({ options }: Pick<About, 'options'>): string[] {
  return Object.entries(options).map(
    ([option, { words, usual }]) =>
      `- \`${option}\`${option === dashed(option) ? '' : ` (\`${dashed(option)}\`)`}: ${words}${usual === undefined ? '' : `. Usual ${usual}`}.`,
  )
}

function ruleSection(root: string, side: 'positives' | 'negatives', name: string): string[] {
  const told = toldOf(root, `pairs/${side}`, name)
  return [
    `### ${side}.${name}`,
    '',
    told.summary,
    '',
    '```',
    ...told.formula,
    '```',
    '',
    ...told.further.flatMap((paragraph) => [paragraph, '']),
    `![Pairs that it chooses](images/losses/${side}-${name}.svg)`,
    '',
    `- **Source**: ${told.source}`,
    `- **Use**: ${told.use}`,
    `- **Cost**: ${told.cost}`,
    `- **Collapse**: ${told.collapse}`,
    '',
  ]
}

/** @file `npm run pages`: writes docs/losses.md and its pictures from the sources: what the comment above each loss and rule
 *  says, where the loss moves samples, and how far it keeps two kinds of a class apart. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeAtomically } from '../src/files.ts'
import type { AnyLossFactory } from '../src/losses/define.ts'
import * as losses from '../src/losses/index.ts'
import * as negatives from '../src/pairs/negatives/index.ts'
import * as positives from '../src/pairs/positives/index.ts'
import { kindsKept } from './collapse.ts'
import { lossPicture } from './lossPicture.ts'
import type { Entry } from './page.ts'
import { page, toldOf } from './page.ts'
import { rulePicture } from './rulePicture.ts'
import { madeOf } from './scene.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const pictures = join(root, 'docs/images/losses')
const seeds = ['a', 'b', 'c']

mkdirSync(pictures, { recursive: true })
const kept = new Set<string>()
const put = (name: string, svg: string): void => {
  writeAtomically(join(pictures, `${name}.svg`), svg)
  kept.add(`${name}.svg`)
}
const say = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

const factories = Object.entries(losses as unknown as Record<string, AnyLossFactory>).filter(
  ([, one]) => 'about' in one,
)
const entries: Entry[] = []
for (const [name, factory] of factories) {
  say(factory.about.name)
  put(name, await lossPicture(factory))
  const share = async (choices: object): Promise<number> => {
    const shares: number[] = []
    for (const seed of seeds) shares.push(await kindsKept(() => madeOf(factory, 4, 8, choices), seed))
    return shares.reduce((a, b) => a + b, 0) / shares.length
  }
  entries.push({
    ...toldOf(root, 'losses', name),
    name,
    about: factory.about,
    kept: factory.about.rules
      ? { all: await share({ positives: positives.all() }), easiest: await share({ positives: positives.easiest() }) }
      : { own: await share({}) },
  })
}
const rules = [
  ...Object.entries(positives).map(([name, maker]) => ['positives', name, maker] as const),
  ...Object.entries(negatives).map(([name, maker]) => ['negatives', name, maker] as const),
]
for (const [side, name, maker] of rules) {
  put(`${side}-${name}`, await rulePicture(maker as never))
  say(`${side} ${name}`)
}
for (const file of readdirSync(pictures)) if (!kept.has(file)) rmSync(join(pictures, file))
writeAtomically(
  join(root, 'docs/losses.md'),
  page(
    root,
    entries,
    rules.map(([side, name]) => ({ side, name })),
  ),
)

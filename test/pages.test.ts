import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { docComment } from '../pages/docComment.ts'
import { toldOf } from '../pages/page.ts'
import * as losses from '../src/losses/index.ts'
import * as negatives from '../src/pairs/negatives/index.ts'
import * as positives from '../src/pairs/positives/index.ts'
import { textOf } from './project/markdown.ts'
import { root } from './project/sources.ts'

const page = textOf('docs/losses.md')
const all = [
  ...Object.keys(losses).map((name) => ({ folder: 'losses' as const, name, picture: name })),
  ...Object.keys(positives).map((name) => ({ folder: 'pairs/positives' as const, name, picture: `positives-${name}` })),
  ...Object.keys(negatives).map((name) => ({ folder: 'pairs/negatives' as const, name, picture: `negatives-${name}` })),
]

describe('the page of every loss and rule', () => {
  it.each(all)('says of $folder/$name what its source says, and has its picture: else run `npm run pages`', (one) => {
    const { summary, formula, further, source, use, cost, collapse } = toldOf(root, one.folder, one.name)
    for (const text of [summary, ...formula, ...further, source, use, cost, collapse]) expect(page).toContain(text)
    expect(page).toContain(`images/losses/${one.picture}.svg`)
    expect(existsSync(join(root, 'docs/images/losses', `${one.picture}.svg`))).toBe(true)
  })
})

describe('a comment', () => {
  const whole = `/** One thing: near.
 *
 *  L = d
 *    + 1
 *
 *  And so on.
 *
 *  @source A 2000.
 *  @use Here
 *    and there.
 *  @cost B.
 *  @collapse No. */
export const one = defineLoss({`

  it('is told part by part', () => {
    expect(docComment(whole, 'one', 'one.ts')).toEqual({
      summary: 'One thing: near.',
      formula: ['L = d', '  + 1'],
      further: ['And so on.'],
      source: 'A 2000.',
      use: 'Here and there.',
      cost: 'B.',
      collapse: 'No.',
    })
  })

  it.each([
    ['@cost B.', 'one.ts: the comment must have @cost'],
    ['L = d', 'one.ts: the comment must give the formula'],
    ['*/\n', 'one.ts: a comment must stand right above one'],
  ])('without %j is refused', (part, message) => {
    const other = part === '*/\n' ? '*/\nconst two = 2\n' : ''
    expect(() => docComment(whole.replace(part, other), 'one', 'one.ts')).toThrow(message)
  })
})

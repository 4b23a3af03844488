import { describe, expect, it } from 'vitest'
import type { Judgement } from '../evaluate/judge.ts'
import type { Column, Method } from './comparison.ts'
import { settingsOf } from './settings.ts'
import { tellingMethods } from './tellingMethods.ts'

const headline: Column = { name: '', definition: '', better: 'higher', of: (judgement) => judgement.effectiveRank }

const method = (loss: string, positives: string, value: number): Method => ({
  name: `${loss} ${positives}`,
  settings: settingsOf({ dataset: 'mnist:', loss, positives }),
  runs: [{ seed: 0, folder: '', judgement: { effectiveRank: value } as Judgement }],
})

const methods = [
  method('triplet', 'all', 0.5),
  method('triplet', 'easiest', 0.6),
  method('margin', 'all', 0.1),
  method('margin', 'easiest', 0.4),
  method('contrastive', 'hardest', 0.2),
  method('contrastive', 'semihard', 0.3),
]
const shown = (most: number): string[] => tellingMethods(methods, headline, most).map(({ name }) => name)

describe('the methods that a report shows', () => {
  it('are all of them where there is room', () => {
    expect(tellingMethods(methods, headline)).toBe(methods)
  })

  it('are the pairs that differ most, in the order given', () => {
    expect(shown(2)).toEqual(['margin all', 'margin easiest'])
    expect(shown(4)).toEqual(['triplet all', 'triplet easiest', 'margin all', 'margin easiest'])
  })

  it('are filled up with the best of the others', () => {
    expect(shown(5)).toEqual(['triplet all', 'triplet easiest', 'margin all', 'margin easiest', 'contrastive semihard'])
  })
})

import { describe, expect, it } from 'vitest'
import type { ClassSummary } from '../../../api.ts'
import { sortClasses } from './sortClasses.ts'

const one = (name: string, more: Partial<ClassSummary> = {}): ClassSummary => ({
  class: 0,
  name,
  images: 10,
  verdict: 'one cloud',
  kinds: 1,
  spread: 0.5,
  effectiveRank: 3,
  recallAt1: 0.5,
  finerRecallAt1: null,
  finerClasses: null,
  ...more,
})
const names = (classes: readonly ClassSummary[]) => classes.map(({ name }) => name)

describe('the list of classes', () => {
  it('is sorted by a number, either way', () => {
    const all = [one('a', { images: 2 }), one('b', { images: 30 }), one('c', { images: 4 })]
    expect(names(sortClasses(all, { by: 'images', down: false, sought: '' }))).toEqual(['a', 'c', 'b'])
    expect(names(sortClasses(all, { by: 'images', down: true, sought: '' }))).toEqual(['b', 'c', 'a'])
  })

  it('has what was not measured last, either way', () => {
    const all = [one('a'), one('b', { finerRecallAt1: 0.2 }), one('c', { finerRecallAt1: 0.9 })]
    expect(names(sortClasses(all, { by: 'finerRecallAt1', down: false, sought: '' }))).toEqual(['b', 'c', 'a'])
    expect(names(sortClasses(all, { by: 'finerRecallAt1', down: true, sought: '' }))).toEqual(['c', 'b', 'a'])
  })

  it('has numbers in names in their order, and finds what is sought in any case', () => {
    const all = [one('digit 10'), one('digit 9'), one('<b>Milk')]
    expect(names(sortClasses(all, { by: 'name', down: false, sought: 'DIGIT ' }))).toEqual(['digit 9', 'digit 10'])
    expect(names(sortClasses(all, { by: 'name', down: false, sought: '<B>' }))).toEqual(['<b>Milk'])
  })

  it('begins with collapsed classes by verdict', () => {
    const all = [one('a', { verdict: 'several kinds' }), one('b', { verdict: 'collapsed' }), one('c')]
    expect(names(sortClasses(all, { by: 'verdict', down: false, sought: '' }))).toEqual(['b', 'c', 'a'])
  })
})

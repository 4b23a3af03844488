import { describe, expect, it } from 'vitest'
import { buildLevel } from './buildLevel.ts'
import { findClasses } from './findClasses.ts'

const data = {
  name: 'shop',
  size: 4,
  names: ['1', '2', '3', '4'],
  levels: [
    buildLevel('coarse', ['fruit/apple', 'fruit/apple', 'juice/bravo', 'veg/leek']),
    buildLevel('fine', ['fruit/apple/gala', 'fruit/apple/pink', 'juice/bravo/apple', 'veg/leek']),
  ],
  splits: null,
  source: (i: number) => ({ kind: 'file', path: String(i) }) as const,
  skipped: [],
}

describe('findClasses', () => {
  it('marks the images of classes of any level, by full name or last part', () => {
    expect([...findClasses(data, ['fruit/apple'])]).toEqual([1, 1, 0, 0])
    expect([...findClasses(data, ['pink', 'leek'])]).toEqual([0, 1, 0, 1])
    expect([...findClasses(data, [])]).toEqual([0, 0, 0, 0])
  })

  it('fails on a name that is unknown or means several classes', () => {
    expect(() => findClasses(data, ['apple'])).toThrow(
      "shop: a class name must mean one class: fruit/apple, juice/bravo/apple, got 'apple'; name it in full",
    )
    expect(() => findClasses(data, ['pear'])).toThrow(
      'shop: the classes are fruit/apple, juice/bravo, veg/leek, fruit/apple/gala',
    )
    expect(() => findClasses(data, [''])).toThrow("got ''")
    const many = {
      ...data,
      levels: [
        buildLevel(
          'class',
          Array.from({ length: 40 }, (_, i) => `c${i}`),
        ),
      ],
    }
    expect(() => findClasses(many, ['x'])).toThrow('and 10 more')
  })
})

import { describe, expect, it } from 'vitest'
import { buildLevel } from './buildLevel.ts'
import { type Dataset, labelLevel, subset } from './dataset.ts'

const pixels = (i: number) => Uint8Array.of(i)

function made(levels: Dataset['levels'], size = 4): Dataset {
  return {
    name: 'made',
    size,
    names: Array.from({ length: size }, (_, i) => `image ${i}`),
    levels,
    splits: Array.from({ length: size }, (_, i) => (i % 2 ? 'test' : 'train')),
    source: (i) => ({ kind: 'grey', pixels: pixels(i), width: 1, height: 1 }),
    skipped: [],
  }
}

const top = buildLevel('super', ['a', 'a', 'b', 'b'])
const middle = buildLevel('coarse', ['a/x', 'a/x', 'b/x', 'b/y'])
const finest = buildLevel('fine', ['a/x/2', 'a/x/1', 'b/x/1', 'b/y/1'])

describe('buildLevel', () => {
  it('numbers classes in byte order', () => {
    expect(finest.classes).toEqual(['a/x/1', 'a/x/2', 'b/x/1', 'b/y/1'])
    expect([...finest.labels]).toEqual([1, 0, 2, 3])
  })
})

describe('labelLevel', () => {
  it('finds a level by its own name, by fine and coarse, and by its place from the top', () => {
    const three = made([top, middle, finest])
    expect(['super', 'coarse', 'fine'].map((name) => labelLevel(three, name))).toEqual([top, middle, finest])
    expect(['level1', 'level2', 'level3'].map((name) => labelLevel(three, name))).toEqual([top, middle, finest])
    const own = made([
      { ...top, name: 'alphabet' },
      { ...finest, name: 'character' },
    ])
    expect(labelLevel(own, 'coarse').name).toBe('alphabet')
    expect(labelLevel(own, 'fine').name).toBe('character')
  })

  it('fails on a level that is not there, and says which are', () => {
    for (const name of ['genus', 'level0', 'level4', 'level01', '', 'constructor']) {
      expect(() => labelLevel(made([top, middle, finest]), name)).toThrow(
        `made: the label levels, coarse to fine, are 'super', 'coarse', 'fine', got '${name}'`,
      )
    }
    const one = made([{ ...finest, name: 'class' }])
    expect(labelLevel(one, 'fine').name).toBe('class')
    expect(() => labelLevel(one, 'coarse')).toThrow("there is one label level only, 'class'")
    expect(() => labelLevel(made([]), 'fine')).toThrow('images carry no labels here')
  })
})

describe('a column that is no label level', () => {
  it('is named with the reason where it is asked for', () => {
    const data = { ...made([top]), passedOver: [{ name: 'weight', reason: 'its values are numbers with fractions' }] }
    expect(() => labelLevel(data, 'weight', '--label')).toThrow(
      "--label: column 'weight' is no label level: its values are numbers with fractions; name one of these",
    )
    expect(() => labelLevel({ ...data, levels: [] }, 'weight')).toThrow("made: column 'weight' is no label level")
  })
})

describe('subset', () => {
  it('takes images in the order given and keeps the class lists', () => {
    const part = subset(made([top, finest]), [3, 0, 3])
    expect(part.size).toBe(3)
    expect(part.names).toEqual(['image 3', 'image 0', 'image 3'])
    expect([...part.levels[1]!.labels]).toEqual([3, 1, 3])
    expect(part.levels[1]!.classes).toBe(finest.classes)
    expect(part.splits).toEqual(['test', 'train', 'test'])
    expect(part.source(0)).toMatchObject({ pixels: pixels(3) })
    expect(subset(part, [1]).source(0)).toMatchObject({ pixels: pixels(0) })
    expect(subset({ ...made([top]), splits: null }, [0]).splits).toBeNull()
  })

  it('fails on an image that is not there', () => {
    expect(() => subset(made([top]), [0, 4])).toThrow('subset: indices go from 0 to 3, got 4')
    expect(() => subset(made([top]), [-1])).toThrow('got -1')
    expect(() => subset(made([top]), [2]).source(1)).toThrow('images go from 0 to 0, got 1')
  })
})

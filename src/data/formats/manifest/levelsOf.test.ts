import { describe, expect, it } from 'vitest'
import { levelsOf } from './levelsOf.ts'
import { type Column, columnBuilder } from './table.ts'

/** Columns of values with blanks between them, `-` being none. */
function columns(of: Readonly<Record<string, string>>): Column[] {
  return Object.entries(of).map(([name, values]) => {
    const builder = columnBuilder(name, 'labels')
    for (const value of values.split(' ')) builder.add(value === '-' ? null : value)
    return builder.column()
  })
}

function made(of: Readonly<Record<string, string>>) {
  const all = columns(of)
  return levelsOf(all, Int32Array.from(all[0]!.codes.keys()))
}

const names = (of: Readonly<Record<string, string>>): string[] => made(of).levels.map(({ name }) => name)

describe('levelsOf', () => {
  it('puts the longest chain of columns that lie in one another last, coarse to fine', () => {
    const species = 'a1 a1 a2 a2 b1 b1 b1 b1'
    const genus = 'a a a a b b b b'
    const family = 'x x x x x x x x'
    const site = 'p q r s p q r s'
    const { levels, usual, passedOver } = made({ site, species, family, genus })
    expect(levels.map(({ name }) => name)).toEqual(['site', 'genus', 'species'])
    expect(usual).toEqual({ label: 'genus', evaluateLabel: 'species' })
    expect(passedOver).toEqual([{ name: 'family', reason: 'it has one value alone' }])
  })

  it('takes super, coarse and fine by their names, and the chain of label or class before a longer one', () => {
    expect(names({ fine: 'a a b b', super: 'x y x y', coarse: 'p p q q' })).toEqual(['super', 'coarse', 'fine'])
    expect(names({ label: 'a a b b c c', coarse: 'x x x x y y' })).toEqual(['coarse', 'label'])
    const chain = { one: 'a a a a b b', two: 'a a c c b b', label: 'x y x y x y' }
    expect(names(chain)).toEqual(['one', 'two', 'label'])
    expect(made(chain).usual).toEqual({ label: 'label', evaluateLabel: 'label' })
    expect(names({ Label: 'a a a b b b', kind: 'p p q q r r' })).toEqual(['kind', 'Label'])
  })

  it('prefers words to numbers, and one of two columns that say the same', () => {
    expect(made({ width: '1 2 3 1 2 3', kind: 'a a a b b b' }).usual).toEqual({ label: 'kind', evaluateLabel: 'kind' })
    const same = made({ id: '0 0 1 1 2 2', kind: 'a a b b c c', top: 'x x x x y y' })
    expect(same.levels.map(({ name }) => name)).toEqual(['id', 'top', 'kind'])
  })

  it('gives a row the class of the level before where it has none of its own, and leaves out what has none at all', () => {
    const { levels, rows } = made({ genus: 'a a a b b b b -', species: 'a1 a1 - b1 b1 b2 b2 -' })
    expect([...rows]).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(levels.map(({ classes, labels }) => [classes, [...labels]])).toEqual([
      [
        ['a', 'b'],
        [0, 0, 0, 1, 1, 1, 1],
      ],
      [
        ['a', 'a1', 'b1', 'b2'],
        [1, 1, 0, 2, 2, 3, 3],
      ],
    ])
  })

  it('passes over columns that are no labels, with the reason', () => {
    const { levels, passedOver } = made({
      label: 'a a a b b b',
      id: '1 2 3 4 5 6',
      weight: '0.5 0.5 2 2 1e-3 1',
      notes: '- - - - x x',
      site: 'p q p q p -',
    })
    expect(levels.map(({ name }) => name)).toEqual(['label'])
    expect(passedOver).toEqual([
      { name: 'id', reason: '6 of 6 rows have a value of their own' },
      { name: 'weight', reason: 'its values are numbers with fractions' },
      { name: 'notes', reason: 'it has one value alone' },
      { name: 'site', reason: '1 of 6 rows have no value in it' },
    ])
  })

  it('has no levels where there is no label, and keeps every row', () => {
    expect(made({ id: '1 2 3' })).toMatchObject({ levels: [], rows: Int32Array.of(0, 1, 2) })
    expect(levelsOf([], Int32Array.of(0, 1))).toEqual({ rows: Int32Array.of(0, 1), levels: [], passedOver: [] })
  })

  it('stays quick with many columns that all lie in one another', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 60 }, (_, c) => [
        `c${c}`,
        Array.from({ length: 200 }, (_, row) => `v${Math.min(Math.floor(row / 3), c + 1)}`).join(' '),
      ]),
    )
    expect(names(chain)).toHaveLength(60)
  })
})

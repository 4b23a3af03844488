import { describe, expect, it } from 'vitest'
import { ranged } from './ranged.ts'

const read = (text: string) => ranged(text, (name) => name === 'embedding')

describe('ranged', () => {
  it('reads numbers, their logarithm, whole numbers, and choices', () => {
    expect(read('triplet:margin=0.05..0.5')).toEqual({
      name: 'triplet:margin',
      range: { kind: 'number', low: 0.05, high: 0.5, log: false, whole: false },
    })
    expect(read('rate=1e-4..1e-2:log').range).toEqual({
      kind: 'number',
      low: 1e-4,
      high: 0.01,
      log: true,
      whole: false,
    })
    expect(read('margin=-1..1').range).toMatchObject({ low: -1, high: 1 })
    expect(read('embedding=32..256:log').range).toMatchObject({ low: 32, high: 256, log: true, whole: true })
    expect(read('optimizer=adam|sgd').range).toEqual({ kind: 'choice', values: ['adam', 'sgd'] })
    expect(read('weight-decay=0|0.01').range).toEqual({ kind: 'choice', values: [0, 0.01] })
    expect(read('triplet:swap=true|false').range).toEqual({ kind: 'choice', values: [true, false] })
  })

  it.each([
    ['rate', '--vary: must name an option and its range'],
    ['rate=', '--vary: must name an option and its range'],
    ['=1..2', '--vary: must name an option and its range'],
    ['rate=0.1', '--vary rate: is no range'],
    ['rate=1..', '--vary rate: is no range'],
    ['rate=a..b', '--vary rate: a range has two numbers'],
    [
      'rate=0.1..0.01',
      "--vary rate: a range goes from the smaller number to the larger, got '0.1..0.01'; write 0.01..0.1",
    ],
    ['rate=0..1:log', '--vary rate: a range with :log must lie above 0'],
    ['rate=1..2:lin', '--vary rate: is no range'],
    ['embedding=1.5..8', '--vary embedding: must be whole numbers'],
    ['optimizer=adam|', '--vary optimizer: has an empty choice'],
    ['optimizer=adam|adam', '--vary optimizer: a choice needs two different values or more'],
  ])('refuses %s', (text, message) => {
    expect(() => read(text)).toThrow(message)
  })
})

import { describe, expect, it } from 'vitest'
import { settingsAmong } from './options.ts'
import { several, wholeFrom } from './parsers.ts'

describe('several', () => {
  it('gives each entry once, in the order given', () => {
    expect(several(' easiest,all,, easiest')).toEqual(['easiest', 'all'])
  })

  it('must name one at least', () => {
    expect(() => several(',')).toThrow('It must name at least one.')
  })
})

describe('wholeFrom', () => {
  it('takes whole numbers from the least on', () => {
    expect([wholeFrom(0)('0'), wholeFrom(1)('12'), wholeFrom(1)('1e3')]).toEqual([0, 12, 1000])
  })

  it.each(['-1', '1.5', '', 'x', 'Infinity', '1e99'])("refuses '%s'", (text) => {
    expect(() => wholeFrom(0)(text)).toThrow(/^It must be a/)
  })

  it('takes none beyond the most', () => {
    expect(wholeFrom(1, 3)('3')).toBe(3)
    expect(() => wholeFrom(1, 3)('4')).toThrow('It must be a whole number, at least 1 and at most 3.')
  })
})

it('settingsAmong keeps what is about the training, and not what is about the command', () => {
  expect(
    settingsAmong({ rate: 1, out: 'x', resume: true, json: true, seeds: 3, losses: [], checkpointEvery: 5 }),
  ).toEqual({
    rate: 1,
  })
})

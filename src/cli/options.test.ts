import { describe, expect, it } from 'vitest'
import { listOf, settingsAmong, wholeFrom } from './options.ts'

describe('listOf', () => {
  const parse = listOf(['all', 'easiest'])

  it('gives each entry once, in the order given', () => {
    expect(parse(' easiest,all,, easiest')).toEqual(['easiest', 'all'])
  })

  it('says what was likely meant, and what is allowed', () => {
    expect(() => parse('all,easyest')).toThrow('Did you mean easiest? Allowed are all, easiest.')
    expect(() => parse(',')).toThrow('Allowed are all, easiest.')
  })
})

describe('wholeFrom', () => {
  it('takes whole numbers from the least on', () => {
    expect([wholeFrom(0)('0'), wholeFrom(1)('12'), wholeFrom(1)('1e3')]).toEqual([0, 12, 1000])
  })

  it.each(['-1', '1.5', '', 'x', 'Infinity', '1e99'])("refuses '%s'", (text) => {
    expect(() => wholeFrom(0)(text)).toThrow(/^It must be a/)
  })
})

it('settingsAmong keeps what is about the training, and not what is about the command', () => {
  expect(
    settingsAmong({ rate: 1, out: 'x', resume: true, json: true, seeds: 3, losses: [], checkpointEvery: 5 }),
  ).toEqual({
    rate: 1,
  })
})

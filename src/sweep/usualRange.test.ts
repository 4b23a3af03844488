import { describe, expect, it } from 'vitest'
import * as losses from '../losses/index.ts'
import { flag, maybe, number, whole, word } from '../option.ts'
import { random } from '../random.ts'
import { drawFrom } from './range.ts'
import { usualRange } from './usualRange.ts'

describe('usualRange', () => {
  it('goes from a quarter of what is usual to four times that, within the bounds', () => {
    expect(usualRange(number(0.2, ''))).toEqual({ kind: 'number', low: 0.05, high: 0.8, log: true, whole: false })
    expect(usualRange(number(0.5, '', { above: 0, most: 1 }))).toMatchObject({ low: 0.125, high: 1 })
    expect(usualRange(number(40, '', { above: 0, below: 90 }))).toMatchObject({ low: 10, high: 89.6 })
    expect(usualRange(number(-2, '', { below: 0 }))).toMatchObject({ low: -8, high: -0.5, log: false })
    expect(usualRange(whole(10, ''))).toEqual({ kind: 'number', low: 3, high: 40, log: true, whole: true })
  })

  it('takes flags both ways, words all there are, and nothing where there is nothing to go by', () => {
    expect(usualRange(flag(''))).toEqual({ kind: 'choice', values: [false, true] })
    expect(usualRange(word(['a', 'b'], 'a', ''))).toEqual({ kind: 'choice', values: ['a', 'b'] })
    expect([usualRange(number(0, '')), usualRange(maybe('')), usualRange(word(['a'], 'a', ''))]).toEqual([
      null,
      null,
      null,
    ])
  })

  it('gives every option of every loss values that it takes', () => {
    let ranges = 0
    for (const loss of Object.values(losses)) {
      if (!('about' in loss)) continue
      for (const option of Object.values(loss.about.options)) {
        const range = usualRange(option)
        if (!range) continue
        ranges++
        const rng = random(option.words)
        const ends = range.kind === 'number' ? [range.low, range.high] : range.values
        for (const value of [...ends, ...Array.from({ length: 20 }, () => drawFrom(range, rng))])
          expect([option.words, value, option.broken(value)]).toEqual([option.words, value, undefined])
      }
    }
    expect(ranges).toBeGreaterThan(40)
  })
})

import { describe, expect, it } from 'vitest'
import { NearkinError } from '../errors.ts'
import { flag, number, word } from '../option.ts'
import { specOf } from './spec.ts'

const known = {
  own: { margin: number(0.2, 'm'), learnBeta: flag('b'), kind: word(['a', 'b'], 'a', 'k') },
  plain: {},
}
const read = (text: string) => specOf(text, '--loss', known)

describe('a name with options', () => {
  it('is read to the name and the values, dashes to capitals, a flag alone to true', () => {
    expect(read('plain')).toEqual({ name: 'plain', options: {} })
    expect(read('own:margin=0.3:learn-beta:kind=b')).toEqual({
      name: 'own',
      options: { margin: 0.3, learnBeta: true, kind: 'b' },
    })
    expect(read('own:learn-beta=false').options).toEqual({ learnBeta: false })
  })

  it.each([
    ['own:margin=1:margin=2', "--loss own: margin stands twice, got 'own:margin=1:margin=2'; give it once"],
    ['own:learn-beta:margin=1:learn-beta=false', '--loss own: learn-beta stands twice'],
    ['own:learnBeta:learn-beta', '--loss own: learn-beta stands twice'],
    ['own:margins=1', "--loss own: has no option 'margins'; it has margin, learn-beta, kind"],
    ['own:margin', '--loss own: margin needs a value; write margin=1'],
    ['own:learn-beta=maybe', "learn-beta is on or off, got 'maybe'"],
    ['plan', "--loss: must be one of own, plain, got 'plan'; did you mean plain?"],
  ])('%s is refused', (text, message) => {
    expect(() => read(text)).toThrow(NearkinError)
    expect(() => read(text)).toThrow(message)
  })
})

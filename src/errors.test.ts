import { describe, expect, it } from 'vitest'
import { demand, fail, NearkinError } from './errors.ts'

const message = (complaint: ConstructorParameters<typeof NearkinError>[0]): string =>
  new NearkinError(complaint).message

describe('NearkinError', () => {
  it('says who, the rule, the value and what to do', () => {
    expect(message({ who: 'topK', rule: 'k must be at least 1', value: 0, remedy: 'raise it' })).toBe(
      'topK: k must be at least 1, got 0; raise it',
    )
  })

  it('leaves out what there is not', () => {
    expect(message({ who: 'a', rule: 'b' })).toBe('a: b')
    expect(message({ who: 'a', rule: 'b', remedy: 'c' })).toBe('a: b; c')
  })

  it('shows values of every kind', () => {
    const got = (value: unknown): string => message({ who: 'a', rule: 'b', value }).slice('a: b, got '.length)
    expect(got('x')).toBe("'x'")
    expect(got(2n)).toBe('2')
    expect(got(Number.NaN)).toBe('NaN')
    expect(got(false)).toBe('false')
    expect(got(null)).toBe('null')
    expect(got([1, 2])).toBe('[1,2]')
    expect(got(new Error('beneath'))).toBe('beneath')
    expect(got(() => 1)).toBe('a function')
    expect(got(Symbol('s'))).toBe('Symbol(s)')
  })

  it('carries the complaint and the error beneath', () => {
    const cause = new Error('beneath')
    const error = new NearkinError({ who: 'a', rule: 'b', cause })
    expect(error).toBeInstanceOf(Error)
    expect(error.name).toBe('NearkinError')
    expect(error.cause).toBe(cause)
    expect(error.complaint.rule).toBe('b')
    expect('cause' in new NearkinError({ who: 'a', rule: 'b' })).toBe(false)
  })
})

describe('fail and demand', () => {
  it('throw unless the rule holds', () => {
    expect(() => fail({ who: 'a', rule: 'b' })).toThrow(NearkinError)
    expect(() => demand(0, { who: 'a', rule: 'b' })).toThrow('a: b')
    expect(() => demand('yes', { who: 'a', rule: 'b' })).not.toThrow()
  })
})

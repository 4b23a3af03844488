import { describe, expect, expectTypeOf, it } from 'vitest'
import { NearkinError } from './errors.ts'
import type { GivenOf, ValuesOf } from './option.ts'
import { flag, given, maybe, number, valuesOf, whole, word } from './option.ts'

const options = {
  margin: number(0.2, 'a margin', { least: 0, below: 2 }),
  scale: number(3, 'any number'),
  k: whole(5, 'how many'),
  start: maybe('where it starts', { above: 0, most: 1 }),
  count: maybe('how many, if any', { whole: true, least: 1 }),
  classes: given('number of classes'),
  smooth: flag('whether it is smooth'),
  variant: word(['Ds', 'Dq'], 'Ds', 'which of the forms'),
}
const told = (values: object): object => valuesOf('a loss', options, { classes: 3, ...values })

describe('the values of options', () => {
  it('are what is given, else what is usual; those with none are undefined', () => {
    expect(told({ margin: 0, smooth: true, start: 1 })).toEqual({
      margin: 0,
      scale: 3,
      k: 5,
      start: 1,
      count: undefined,
      classes: 3,
      smooth: true,
      variant: 'Ds',
    })
  })

  it('given as undefined are the usual ones', () => {
    expect(told({ margin: undefined, start: undefined })).toEqual(told({}))
  })

  it.each([
    [{ margin: -0.1 }, 'a loss: margin must be a number at least 0 and below 2, got -0.1'],
    [{ margin: 2 }, 'margin must be a number at least 0 and below 2, got 2'],
    [{ margin: '1' }, `margin must be a number at least 0 and below 2, got '1'`],
    [{ scale: Number.NaN }, 'scale must be a number, got NaN'],
    [{ scale: Number.POSITIVE_INFINITY }, 'scale must be a number, got Infinity'],
    [{ k: 0 }, 'k must be a whole number at least 1, got 0'],
    [{ k: 1.5 }, 'k must be a whole number at least 1, got 1.5'],
    [{ start: 0 }, 'start must be a number above 0 and at most 1, got 0'],
    [{ start: 1.1 }, 'start must be a number above 0 and at most 1, got 1.1'],
    [{ count: 2.5 }, 'count must be a whole number at least 1, got 2.5'],
    [{ classes: 0 }, 'classes must be a whole number at least 1, got 0'],
    [{ classes: undefined }, `classes must be a whole number at least 1, got 'nothing'`],
    [{ smooth: 1 }, 'smooth must be true or false, got 1'],
    [{ variant: 'Dx' }, `variant must be one of 'Ds', 'Dq', got 'Dx'`],
    [
      { margins: 1 },
      `a loss: has no option 'margins'; it has margin, scale, k, start, count, classes, smooth, variant`,
    ],
  ])('refuse %o', (values, message) => {
    expect(() => told(values)).toThrow(NearkinError)
    expect(() => told(values)).toThrow(message)
  })

  it('refuse any where there are none', () => {
    expect(() => valuesOf('all positives', {}, { k: 2 })).toThrow(`all positives: has no option 'k'; it has none`)
  })

  it('have types: required ones must be given, the others may be', () => {
    type Given = GivenOf<typeof options>
    expectTypeOf<{ classes: number }>().toExtend<Given>()
    expectTypeOf<{ classes: number; margin: number; variant: 'Dq' }>().toExtend<Given>()
    expectTypeOf<{ margin: number }>().not.toExtend<Given>()
    expectTypeOf<{ classes: number; variant: 'Dx' }>().not.toExtend<Given>()
    expectTypeOf<{ classes: number; smooth: number }>().not.toExtend<Given>()
    type Values = ValuesOf<typeof options>
    expectTypeOf<Values['margin']>().toEqualTypeOf<number>()
    expectTypeOf<Values['start']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<Values['variant']>().toEqualTypeOf<'Ds' | 'Dq'>()
  })
})

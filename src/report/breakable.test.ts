import { expect, it } from 'vitest'
import { breakable } from './breakable.ts'

it('lets lines end behind slashes, and shows markup as text', () => {
  expect(breakable('Fruit/Apple/<b>')).toBe('Fruit/<wbr>Apple/<wbr>&#60;b&#62;')
})

import { expect, it } from 'vitest'
import { pixelOf } from './pixelOf.ts'

it('reads colours of six digits and of three, red in the lowest byte', () => {
  expect(pixelOf('#112233')).toBe(0x332211)
  expect(pixelOf('#fff')).toBe(0xffffff)
  expect(pixelOf('#12f')).toBe(0xff2211)
})

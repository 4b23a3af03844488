import { expect, it } from 'vitest'
import type { ComparedMethod, RunSummary } from '../../api.ts'
import { coloursOfMethods } from './coloursOfMethods.ts'

it('coloursOfMethods gives a compared method what its runs have, however it is called there and whatever else is compared', () => {
  const runs = ['all', 'easiest', 'reciprocal', 'easiest'].map((method, i) => ({ id: `${i}`, method }) as RunSummary)
  const methods = [
    { name: 'reciprocal positives', runs: ['2'] },
    { name: 'x', runs: ['1', '3'] },
    { name: 'gone', runs: ['9'] },
  ]
  expect(coloursOfMethods({ methods: methods as unknown as ComparedMethod[] }, runs)).toEqual([
    'var(--m-1)',
    'var(--m-0)',
    'var(--mute)',
  ])
})

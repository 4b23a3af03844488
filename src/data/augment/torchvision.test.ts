import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { TorchvisionValues } from './torchvision.testing.ts'
import { outOf, windowOf } from './torchvision.testing.ts'

// Written by `python3 test/pytorch/augment.py --table` with torchvision 0.14; `npm run check:pytorch` compares far more.
const path = new URL('torchvision.testing.json', import.meta.url)
const { cases, windows } = JSON.parse(readFileSync(path, 'utf8')) as TorchvisionValues

describe('augmentation beside torchvision', () => {
  for (const name of new Set(cases.map((one) => one.name)))
    it(`${name}: the same bytes`, () => {
      for (const one of cases.filter((other) => other.name === name))
        expect(Buffer.from(outOf(one)).toString('hex'), `factor ${one.factor}`).toBe(one.out)
    })

  for (const kind of new Set(windows.map((one) => one.kind)))
    it(`${kind}: the same draws give the same window, also where ten do not fit`, () => {
      for (const one of windows.filter((other) => other.kind === kind))
        expect(windowOf(one), `${one.size} ${one.draws}`).toEqual(one.window)
    })
})

import { describe, expect, it } from 'vitest'
import { cosine } from './cosine.ts'
import { dot } from './dot.ts'
import { l1 } from './l1.ts'
import { l2 } from './l2.ts'
import type { AnyMeasure } from './measure.ts'
import { differencesToOthers } from './measured.testing.ts'
import type { SlowMeasure } from './slow.testing.ts'
import { slowMeasures } from './slow.testing.ts'
import { snr } from './snr.ts'
import { squaredL2 } from './squaredL2.ts'

const measures: Readonly<Record<SlowMeasure, AnyMeasure>> = {
  l2: l2(),
  'raw l2': l2({ normalize: false }),
  'squared l2': squaredL2(),
  'raw squared l2': squaredL2({ normalize: false }),
  l1: l1(),
  'raw l1': l1({ normalize: false }),
  cosine: cosine(),
  dot: dot(),
  snr: snr(),
}

describe.each(slowMeasures)('between a batch and other rows, %s', (name) => {
  it('agrees with a slow loop: the matrix, the gradient of both, the order', async () => {
    expect(await differencesToOthers(measures[name], name)).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { clip } from './clip.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { reduceSum } from './reduceSum.ts'

describe('clip', () => {
  const x = matrix([-2, -1, 0, 1, 2], [5])

  it('holds numbers between two bounds', async () => {
    expect(await compute(clip(x, -1, 1))).toEqual([[5], -1, -1, 0, 1, 1])
  })

  it('lets the gradient through between them, bounds included', async () => {
    expect(await compute(grad(reduceSum(clip(x, -1, 1)), [x])[0]!)).toEqual([[5], 0, 1, 1, 1, 0])
  })
})

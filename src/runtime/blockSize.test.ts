import { describe, expect, it } from 'vitest'
import { blockSize, firstThatAgrees } from './blockSize.ts'

describe('blockSize', () => {
  it('is asked for once, and is the one size with which a convolution in blocks agrees with a plain one', async () => {
    const found = await blockSize()
    expect(await firstThatAgrees([4, 8, 16, 32])).toBe(found)
    expect(blockSize()).toBe(blockSize())
  })

  it('is none where no size agrees: of the wrong ones some give wrong numbers and some do not run', async () => {
    const found = await blockSize()
    expect(await firstThatAgrees([2, 4, 8, 16, 32, 64].filter((size) => size !== found))).toBeUndefined()
    expect(await firstThatAgrees([])).toBeUndefined()
  })
})

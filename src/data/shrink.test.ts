import { describe, expect, it } from 'vitest'
import { shrink } from './shrink.ts'

describe('shrink', () => {
  it('takes the mean of each block, channel by channel', () => {
    const image = Uint8Array.of(1, 100, 3, 100, 10, 0, 20, 0, 5, 200, 7, 200, 30, 4, 40, 8)
    expect([...shrink(image, { height: 2, width: 4, channels: 2 }, 2)]).toEqual([4, 150, 25, 3])
  })

  it('lets what is left over at the bottom and at the right fall away', () => {
    const image = Uint8Array.of(1, 1, 99, 1, 1, 99, 99, 99, 99)
    expect([...shrink(image, { height: 3, width: 3, channels: 1 }, 2)]).toEqual([1])
  })

  it('by 1 is the image as it is', () => {
    expect([...shrink(Uint8Array.of(7, 8), { height: 1, width: 2, channels: 1 }, 1)]).toEqual([7, 8])
  })
})

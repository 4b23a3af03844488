import { describe, expect, it } from 'vitest'
import { chosen } from '../line.testing.ts'
import { all } from '../negatives/all.ts'
import { easiest } from './easiest.ts'

describe('the easiest positive', () => {
  it('is the nearest of the class; a sample alone in its class has none', async () => {
    const { positive } = await chosen({ positives: easiest(), negatives: all() })
    expect(positive).toEqual(['0-1', '1-0', '2-1', '3-2', '4-5', '5-4'])
  })

  it('is the first of equally near ones', async () => {
    const { positive } = await chosen({ positives: easiest(), negatives: all() }, { places: [5, 4, 6, 5, 5, 5, 5] })
    expect(positive).toEqual(['0-3', '1-0', '2-0', '3-0', '4-5', '5-4'])
  })
})

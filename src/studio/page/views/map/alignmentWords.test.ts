import { describe, expect, it } from 'vitest'
import { alignmentWords } from './alignmentWords.ts'

describe('alignmentWords', () => {
  const alignment = {
    angle: -Math.PI / 2,
    mirrored: true,
    scale: 1.5,
    shift: [0, 0],
    pairs: 1200,
    left: 0.256,
  } as const

  it('says what was done, by how many images, how much is left, and that distances between runs are of the alignment', () => {
    const words = alignmentWords(alignment, 'all', 'easiest', false)
    expect(words).toContain('easiest is mirrored, turned by 270°, scaled by 1.50 and shifted, as a whole')
    expect(words).toContain('the 1,200 images that both have lie as near to where all has them')
    expect(words).toContain('26 % of their spread is left')
    expect(words).toContain('a matter of this alignment')
  })

  it('a circle is turned alone', () => {
    expect(alignmentWords({ ...alignment, mirrored: false, pairs: 1 }, 'all', 'easiest', true)).toContain(
      'easiest is turned by 270°, as a whole, so that the one image that both have lies',
    )
  })
})

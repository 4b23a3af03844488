import { describe, expect, it } from 'vitest'
import { checkEmbedded } from './embedded.ts'

describe('checkEmbedded', () => {
  const good = { names: ['a', 'b'], embeddings: new Float32Array(6), dimensions: 3, labels: { fine: ['x', 'y'] } }

  it('lets pass what has one entry for each name, and nothing at all', () => {
    checkEmbedded('me', good)
    checkEmbedded('me', { names: [], embeddings: new Float32Array(0), dimensions: 3 })
  })

  it('names what does not', () => {
    expect(() => checkEmbedded('me', { ...good, dimensions: 0 })).toThrow(
      'me: dimensions must be a whole number from 1, got 0',
    )
    expect(() => checkEmbedded('me', { ...good, dimensions: 2 })).toThrow(
      '2 embeddings of 2 dimensions must have 4 numbers, got 6',
    )
    expect(() => checkEmbedded('me', { ...good, labels: { fine: ['x'] } })).toThrow(
      "level 'fine' must have 2 labels, got 1",
    )
  })
})

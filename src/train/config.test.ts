import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { configDifferences, configHash } from './config.ts'

describe('configHash', () => {
  it('is the SHA-256 of JSON with sorted names', () => {
    const text = '{"a":{"x":1,"y":[2,{"p":null,"q":"é"}]},"b":true}'
    const hash = createHash('sha256').update(text).digest('hex')
    expect(configHash({ b: true, a: { y: [2, { q: 'é', p: null }], x: 1 } })).toBe(hash)
  })

  it('does not see settings that are undefined, but sees every other change', () => {
    expect(configHash({ a: 1, b: undefined })).toBe(configHash({ a: 1 }))
    const hashes = [{ a: 1 }, { a: 2 }, { a: '1' }, { a: [1] }, { a: { b: 1 } }, { b: 1 }, { a: null }, {}].map(
      configHash,
    )
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})

describe('configDifferences', () => {
  it('names each setting that differs, with both values', () => {
    const stored = { seed: 1, loss: { name: 'triplet', margin: 0.2 }, layers: [1, 2], gone: true }
    const given = { loss: { margin: 0.3, name: 'triplet' }, seed: 1, layers: [1, 3], added: { x: 1 } }
    expect(configDifferences(stored, given)).toEqual([
      { name: 'added', stored: undefined, given: { x: 1 } },
      { name: 'gone', stored: true, given: undefined },
      { name: 'layers', stored: [1, 2], given: [1, 3] },
      { name: 'loss.margin', stored: 0.2, given: 0.3 },
    ])
  })

  it('finds none between equal ones, whatever the order, and is not misled by names of the prototype', () => {
    expect(configDifferences({ a: 1, b: { c: [], d: null } }, { b: { d: null, c: [] }, a: 1, e: undefined })).toEqual(
      [],
    )
    expect(configDifferences({}, { toString: 1 })).toEqual([{ name: 'toString', stored: undefined, given: 1 }])
  })
})

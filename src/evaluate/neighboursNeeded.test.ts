import { describe, expect, it } from 'vitest'
import { neighboursNeeded } from './neighboursNeeded.ts'

const labels = Int32Array.from({ length: 40 }, (_, i) => (i < 15 ? 0 : i))
const level = { name: 'kind', queryLabels: labels, galleryLabels: labels }

describe('neighboursNeeded', () => {
  it('is the size of the largest class, without the query where that is left out', () => {
    expect(neighboursNeeded({ levels: [level], leaveOneOut: true })).toBe(14)
    expect(neighboursNeeded({ levels: [level], leaveOneOut: false })).toBe(15)
  })

  it('is the largest over levels and ks', () => {
    const one = new Int32Array(40)
    const all = { name: 'all', queryLabels: one, galleryLabels: one }
    expect(neighboursNeeded({ levels: [level, all], leaveOneOut: true })).toBe(39)
    expect(neighboursNeeded({ levels: [level], leaveOneOut: true, ks: [1, 20] })).toBe(20)
  })

  it('counts only classes that are asked for', () => {
    const queryLabels = Int32Array.of(20, 21)
    const asked = { name: 'kind', queryLabels, galleryLabels: labels }
    expect(neighboursNeeded({ levels: [asked], leaveOneOut: false, ks: [] })).toBe(1)
  })

  it('is no more than the gallery has, and at least 1', () => {
    const few = { name: 'few', queryLabels: Int32Array.of(0, 1, 2), galleryLabels: Int32Array.of(0, 1, 2) }
    expect(neighboursNeeded({ levels: [few], leaveOneOut: true })).toBe(2)
    const lone = { name: 'lone', queryLabels: Int32Array.of(0), galleryLabels: Int32Array.of(0) }
    expect(neighboursNeeded({ levels: [lone], leaveOneOut: true })).toBe(1)
  })
})

import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import type { CrossValidated } from './crossValidatedThreshold.ts'
import { crossValidatedThreshold } from './crossValidatedThreshold.ts'
import { pairHistogram } from './pairHistogram.ts'

const dimension = 8

/** So many classes of 6 rows, at centres 1 apart from one another or so, with noise around them. */
async function judged(classes: number, noise: number, apart = false): Promise<CrossValidated | null> {
  const generator = random('folds')
  const centres = Float32Array.from({ length: classes * dimension }, generator.normal)
  const labels = Int32Array.from({ length: 6 * classes }, (_, i) => i % classes)
  const queries = Float32Array.from({ length: labels.length * dimension }, (_, at) => {
    const label = labels[Math.floor(at / dimension)]!
    return centres[label * dimension + (at % dimension)]! + noise * generator.normal()
  })
  const level = { name: 'kind', queryLabels: labels, galleryLabels: labels }
  const gallery = apart ? queries.slice() : null
  const { frame } = await pairHistogram({ queries, gallery, dimension, levels: [level] })
  return crossValidatedThreshold({ queries, gallery, dimension, level, frame })
}

describe('crossValidatedThreshold', () => {
  it('is exactly right, with no spread, where classes are points', async () => {
    const found = (await judged(30, 0))!
    expect(found.folds).toBe(10)
    expect(found.accuracy).toEqual({ mean: 1, half: 0, n: 10 })
    expect(found.threshold).toBeGreaterThan(0)
    expect(found.brier).toBeLessThan(0.05)
  })

  it('is near chance where nothing tells the classes apart', async () => {
    const { accuracy, brier } = (await judged(40, 100))!
    expect(Math.abs(accuracy.mean - 0.5)).toBeLessThan(0.1)
    expect(Math.abs(brier - 0.25)).toBeLessThan(0.05)
  })

  it('has as many parts as two classes each allow, and none below two parts', async () => {
    expect((await judged(7, 0.1))!.folds).toBe(3)
    expect(await judged(3, 0.1)).toBeNull()
  })

  it('pairs queries with a gallery where there is one', async () => {
    expect((await judged(30, 0, true))!.accuracy.mean).toBe(1)
  })
})

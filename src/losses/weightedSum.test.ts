import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { contrastive } from './contrastive.ts'
import { crossBatchMemory } from './crossBatchMemory.ts'
import { margin } from './margin.ts'
import { drawn, steps } from './steps.testing.ts'
import { triplet } from './triplet.ts'
import { weightedSum } from './weightedSum.ts'

const batch = drawn('sum', { size: 8, dimension: 3, classes: 3 })

/** Noise by name, and the names that were asked for. */
function noisy() {
  const names: string[] = []
  const noise = (name: string, shape: readonly number[]) => {
    names.push(name)
    const { uniform } = random(name)
    return constant(floats(Float32Array.from({ length: shape[0]! * shape[1]! }, uniform), shape))
  }
  return { names, noise }
}

describe('weighted sum', () => {
  it('is the sum of weighted values and gradients; what it reports is the mean by weight', async () => {
    const [a] = await steps(triplet(), [batch])
    const [b] = await steps(contrastive(), [batch])
    const [sum] = await steps(weightedSum([{ loss: triplet() }, { loss: contrastive(), weight: 3 }]), [batch])
    expect(sum!.loss).toBeCloseTo(a!.loss + 3 * b!.loss, 5)
    expect(sum!.valid).toBeCloseTo((a!.valid + 3 * b!.valid) / 4, 6)
    for (const [i, g] of sum!.gradient.entries()) expect(g).toBeCloseTo(a!.gradient[i]! + 3 * b!.gradient[i]!, 5)
  })

  it('keeps parameters, memory and noise of two of one kind apart', async () => {
    const one = crossBatchMemory(margin({ learnBeta: true, classes: 3 }), { size: 16, dimension: 3 })
    const loss = weightedSum([{ loss: one }, { loss: one, weight: 0.5 }])
    const { parameters, buffers } = loss.init(random(0))
    expect(Object.keys(parameters)).toEqual(['0.beta', '1.beta'])
    expect(Object.keys(buffers)).toEqual(
      ['0', '1'].flatMap((i) => ['embeddings', 'labels', 'count'].map((b) => `${i}.${b}`)),
    )
    const { names, noise } = noisy()
    const [found] = await steps(loss, [batch], { noise })
    expect(names).toEqual(['0.negatives', '1.negatives'])
    expect(found!.memory['1.count']).toEqual([8])
    expect(Object.keys(found!.own)).toEqual(['0.beta', '1.beta'])
  })

  it('knows its value at collapse where those of all are known', () => {
    const known = weightedSum([{ loss: triplet({ margin: 0.2 }) }, { loss: contrastive(), weight: 0.5 }])
    expect(known.whenCollapsed).toBeCloseTo(0.2 + 0.5 * contrastive().whenCollapsed!, 6)
    const unknown = { ...triplet(), whenCollapsed: null }
    expect(weightedSum([{ loss: triplet() }, { loss: unknown }]).whenCollapsed).toBeNull()
  })

  it('is of as many classes as its losses, which must agree', () => {
    const of = (classes: number) => ({ loss: margin({ learnBeta: true, classes }) })
    expect(weightedSum([{ loss: triplet() }, of(4), of(4)]).classes).toBe(4)
    expect(weightedSum([{ loss: triplet() }]).classes).toBeUndefined()
    expect(() => weightedSum([of(4), of(5)])).toThrow(
      "weighted sum: losses of one label must agree on the number of classes, got '4 and 5'; give all of them the same classes",
    )
  })

  it('refuses no loss, and weights that do not weigh', () => {
    expect(() => weightedSum([])).toThrow('weighted sum: needs at least one loss, got 0')
    expect(() => weightedSum([{ loss: triplet(), weight: -1 }])).toThrow(
      'weight 0, of triplet, must be a number from 0, got -1',
    )
    expect(() => weightedSum([{ loss: triplet(), weight: 0 }])).toThrow('one weight at least must be above 0')
  })
})

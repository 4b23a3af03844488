import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { contrastive } from './contrastive.ts'
import { onEngine } from './engine.testing.ts'
import type { Loss } from './loss.ts'
import { margin } from './margin.ts'
import { normalizedSoftmax } from './normalizedSoftmax.ts'
import { regularized } from './regularized.ts'
import { lp } from './regularizers/lp.ts'

const batch = {
  embeddings: [
    [1, 0, 0],
    [0, 1, 1],
  ],
  labels: [0, 1],
  noise: [
    [0, 0],
    [0, 0],
  ],
}
const proxies = floats([3, -4, 1, 1, 2, 2], [2, 3])
const softmax: Loss = {
  ...normalizedSoftmax({ classes: 2, dimension: 3, temperature: 0.5 }),
  init: () => ({ parameters: { proxies }, buffers: {} }),
}
const pull = { regularizer: lp(), weight: 0.1 }

describe('a regularized loss', () => {
  it('adds what the regularizer says of embeddings or of the weights', async () => {
    const [found] = await onEngine(
      {
        plain: softmax,
        e: regularized(softmax, { on: 'embeddings', ...pull }),
        w: regularized(softmax, { on: 'weights', ...pull }),
      },
      [batch],
    )
    const { plain, e, w } = found!
    // Numbers of pytorch-metric-learning.
    expect([plain.loss, e.loss, w.loss]).toEqual([0.267121, 0.387832, 0.672072].map((x) => expect.closeTo(x, 5)))
    expect([...e.gradient].map((g, i) => g - plain.gradient[i]!)).toEqual(
      [0.05, 0, 0, 0, 0.05 / Math.SQRT2, 0.05 / Math.SQRT2].map((g) => expect.closeTo(g, 5)),
    )
    expect(w.gradient).toEqual(plain.gradient)
    expect(w.own.proxies![0]! - plain.own.proxies![0]!).toBeCloseTo((0.05 * 3) / Math.sqrt(26), 5)
  })

  it('keeps what the loss says beside its value, and knows no value at collapse', () => {
    const made = regularized(softmax, { on: 'weights', regularizer: lp() })
    expect(made).toMatchObject({ name: 'normalized-softmax + lp', classes: 2, whenCollapsed: null })
  })

  it('refuses weights where the loss has none, or other than rows', () => {
    const on = { on: 'weights', regularizer: lp() } as const
    expect(() => regularized(contrastive(), on)).toThrow('must have weights of its own, got')
    expect(() => regularized(margin({ learnBeta: true, classes: 4 }), on)).toThrow('margin with beta [4]')
    const two: Loss = { ...softmax, init: () => ({ parameters: { a: proxies, b: proxies }, buffers: {} }) }
    expect(() => regularized(two, on)).toThrow('a [2,3], b [2,3]')
  })

  it('refuses another place, and a weight below 0', () => {
    expect(() => regularized(softmax, { on: 'weight' as 'weights', regularizer: lp() })).toThrow("got 'weight'")
    expect(() => regularized(softmax, { on: 'embeddings', regularizer: lp(), weight: -1 })).toThrow('got -1')
  })
})

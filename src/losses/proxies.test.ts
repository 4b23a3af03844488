import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { ints } from '../tensor/array.ts'
import { constant, input } from '../tensor/tensor.ts'
import { arcFace } from './arcFace.ts'
import { cosFace } from './cosFace.ts'
import { onEngine } from './engine.testing.ts'
import { largeMarginSoftmax } from './largeMarginSoftmax.ts'
import type { Loss } from './loss.ts'
import { manifold } from './manifold.ts'
import { normalizedSoftmax } from './normalizedSoftmax.ts'
import { p2sGrad } from './p2sGrad.ts'
import { proxyAnchor } from './proxyAnchor.ts'
import { proxyNca } from './proxyNca.ts'
import { proxyNcaPlusPlus } from './proxyNcaPlusPlus.ts'
import { softTriple } from './softTriple.ts'
import { sphereFace } from './sphereFace.ts'
import { subCenterArcFace } from './subCenterArcFace.ts'

const factories = {
  arcFace,
  cosFace,
  largeMarginSoftmax,
  manifold,
  normalizedSoftmax,
  p2sGrad,
  proxyAnchor,
  proxyNca,
  proxyNcaPlusPlus,
  softTriple,
  sphereFace,
  subCenterArcFace,
}
const all = (form: { readonly classes: number; readonly dimension: number }): Record<string, Loss> =>
  Object.fromEntries(Object.entries(factories).map(([name, make]) => [name, make(form)]))

const some = [
  [1, 2, 3],
  [-1, 0.5, 2],
  [0.3, 0.2, -1],
  [2, 2, 2],
]
const zero = [0, 0, 0]

describe('a loss with proxies', () => {
  it.each([
    { name: 'a batch', labels: [0, 1, 2, 2], embeddings: some, classes: 4 },
    { name: 'one class of several', labels: [1, 1, 1, 1], embeddings: some, classes: 3 },
    { name: 'a single class', labels: [0, 0, 0, 0], embeddings: some, classes: 1 },
    { name: 'a batch of one', labels: [1], embeddings: [some[0]!], classes: 2 },
    { name: 'equal embeddings', labels: [0, 1, 1, 0], embeddings: some.map(() => some[1]!), classes: 2 },
    { name: 'rows of zeros', labels: [0, 1, 1, 0], embeddings: [zero, some[0]!, zero, zero], classes: 2 },
    { name: 'nothing but zeros', labels: [0, 1], embeddings: [zero, zero], classes: 2 },
    {
      name: 'huge and tiny rows',
      labels: [0, 1],
      embeddings: [some[0]!.map((x) => x * 1e6), some[1]!.map((x) => x * 1e-8)],
      classes: 2,
    },
  ])('is finite, with its gradients, of $name', async ({ labels, embeddings, classes }) => {
    const noise = labels.map(() => labels.map(() => 0.5))
    const [found] = await onEngine(all({ classes, dimension: 3 }), [{ embeddings, labels, noise }])
    for (const [name, { loss, valid, active, positive, negative, gradient, own }] of Object.entries(found!)) {
      const numbers = [
        loss,
        valid,
        active,
        positive,
        negative,
        ...gradient,
        ...Object.values(own).flatMap((x) => [...x]),
      ]
      expect(numbers.every(Number.isFinite), `${name}: ${numbers}`).toBe(true)
    }
  })

  it('says how many classes it has, and starts from the same weights for the same seed', () => {
    for (const [name, loss] of Object.entries(all({ classes: 4, dimension: 3 }))) {
      const [first, again, other] = [1, 1, 2].map((seed) => Object.values(loss.init(random(seed)).parameters)[0]!)
      expect(loss.classes, name).toBe(4)
      expect(first!.shape[0]! % 4, name).toBe(0)
      expect(first!.shape[1], name).toBe(3)
      expect(first, name).toEqual(again)
      expect(first!.data, name).not.toEqual(other!.data)
    }
  })

  it('refuses embeddings of another dimension, references, and a relation of labels', () => {
    const [embeddings, labels] = [input('x', 'float32', [2, 3]), constant(ints([0, 1]))]
    for (const [name, make] of Object.entries(factories)) {
      const values = (loss: Loss) =>
        Object.fromEntries(
          Object.entries(loss.init(random(0)).parameters).map(([key, value]) => [key, constant(value)]),
        )
      const fits = make({ classes: 2, dimension: 3 })
      const wide = make({ classes: 2, dimension: 4 })
      const who = fits.name
      expect(() => wide.of({ embeddings, labels }, values(wide)), name).toThrow(
        `${who}: embeddings must have the dimension of the proxies, 4, got 3`,
      )
      expect(() => fits.of({ embeddings, labels, references: { embeddings, labels } }, values(fits)), name).toThrow(
        `${who}: samples are compared with proxies, not with references`,
      )
      const relation = () => ({ same: labels, other: labels })
      expect(() => fits.of({ embeddings, labels, relation }, values(fits)), name).toThrow(
        `${who}: a sample belongs to the class of its label`,
      )
    }
  })

  it('needs the number of classes and the dimension', () => {
    for (const make of Object.values(factories)) {
      // @ts-expect-error the dimension is required
      expect(() => make({ classes: 2 })).toThrow('dimension must be a whole number at least 1, got')
      // @ts-expect-error the classes are required
      expect(() => make({ dimension: 2 })).toThrow('classes must be a whole number at least 1, got')
    }
  })
})

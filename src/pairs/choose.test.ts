import { describe, expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { NearkinError } from '../errors.ts'
import { reduceSum } from '../ops/index.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { floats, ints } from '../tensor/array.ts'
import { constant, input } from '../tensor/tensor.ts'
import type { Choice } from './choose.ts'
import { choose } from './choose.ts'
import { choiceOf, listed, rawL2, valuesOf } from './line.testing.ts'
import * as negatives from './negatives/index.ts'
import * as positives from './positives/index.ts'
import type { Rules } from './rule.ts'

const everyPositive = ({ listed, same }: Choice) => listed({ columns: null, valid: same })

describe('the choice of two rules', () => {
  it('is joint where neither takes all', () => {
    const [every, easiest, semihard] = [positives.all(), positives.easiest(), positives.semihard()]
    const [everyOther, hardest, beyond] = [negatives.all(), negatives.hardest(), negatives.semihard()]
    const joint = (rules: Rules): boolean => choiceOf(rules).joint
    expect(joint({ positives: easiest, negatives: hardest })).toBe(true)
    expect(joint({ positives: easiest, negatives: beyond })).toBe(true)
    expect(joint({ positives: semihard, negatives: hardest })).toBe(true)
    expect(joint({ positives: every, negatives: everyOther })).toBe(false)
    expect(joint({ positives: every, negatives: hardest })).toBe(false)
    expect(joint({ positives: every, negatives: beyond })).toBe(false)
    expect(joint({ positives: easiest, negatives: everyOther })).toBe(false)
    expect(joint({ positives: semihard, negatives: everyOther })).toBe(false)
  })

  it('gives the distances of the chosen pairs in the shape of the selection', async () => {
    const { positive, negative, measured } = choiceOf({
      positives: positives.easiest(),
      negatives: negatives.semihard(),
    })
    const { ap, an } = await valuesOf({ ap: measured(positive), an: measured(negative) })
    expect([ap.shape, an.shape]).toEqual([
      [7, 1, 1],
      [7, 1, 1],
    ])
    expect([...ap.data].slice(0, 6)).toEqual([1, 1, 2, 7, 4.5, 4.5])
    expect([...an.data].slice(0, 6)).toEqual([2.5, 1.5, 4, 7.5, 7.5, 6])
  })

  it('gives the whole matrix where a rule takes all, and columns of it where a rule takes several', async () => {
    const { positive, negative, measured } = choiceOf({ positives: positives.all(), negatives: negatives.semihard() })
    expect(measured(positive).shape).toEqual([7, 6, 1])
    expect(measured(negative).shape).toEqual([7, 6, 1])
    const every = choiceOf({ positives: positives.all(), negatives: negatives.all() })
    expect(every.measured(every.positive).shape).toEqual([7, 7])
    const { ap } = await valuesOf({ ap: measured(positive) })
    expect([...ap.data].slice(0, 3)).toEqual([1, 3, 10])
  })

  it('lists every positive, as many as the batch is said to have', async () => {
    const rules = { positives: positives.easiest(), negatives: negatives.all() }
    expect(await listed(everyPositive(choiceOf(rules)))).toHaveLength(14)
    expect(everyPositive(choiceOf(rules, { mostPositives: 3 })).valid.shape).toEqual([7, 3, 1])
    expect(await listed(everyPositive(choiceOf(rules, { mostPositives: 3 })))).toHaveLength(14)
  })

  it('lets the gradient through the distances and not through the choosing', async () => {
    const embeddings = input('e', 'float32', [3, 1])
    const rules = { positives: positives.easiest(), negatives: negatives.hardest() }
    const { negative, measured } = choose({ embeddings, labels: constant(ints([0, 0, 1])) }, rawL2, rules)
    const [gradient] = grad(reduceSum(measured(negative)), [embeddings])
    const found = await evaluate({ gradient: gradient! }, { e: floats([1, 2, 5], [3, 1]) })
    // d(0, 2) + d(1, 2) + d(2, 1)
    expect([...found.gradient.data]).toEqual([-1, -2, 3])
  })

  it('fails where a rule draws and the batch has no noise', () => {
    const rules = { positives: positives.easiest(), negatives: negatives.distanceWeighted() }
    expect(() => choiceOf(rules)).toThrow(NearkinError)
    expect(() => choiceOf(rules)).toThrow('give the batch a source of noise')
  })

  it('fails where the size of the batch is not known', () => {
    const batch = { embeddings: input('e', 'float32', ['N', 2]), labels: input('l', 'int64', ['N']) }
    expect(() => choose(batch, rawL2, { positives: positives.easiest(), negatives: negatives.all() })).toThrow(`'N'`)
  })
})

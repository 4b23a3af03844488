import { describe, expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { NearkinError } from '../errors.ts'
import { emit } from '../onnx/emit.ts'
import type { Batch } from '../pairs/batch.ts'
import type { Random } from '../random.ts'
import { random } from '../random.ts'
import type { DoubleFeed, DoubleSession } from '../runtime/openDouble.testing.ts'
import { openDouble } from '../runtime/openDouble.testing.ts'
import type { NumericArray } from '../tensor/array.ts'
import { sizeOf } from '../tensor/array.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import type { MadeLoss, Sizes } from './everyLoss.testing.ts'
import { everyTwoRules, factories, someTwoRules, underRules, variantsOf } from './everyLoss.testing.ts'

const sizes: Sizes = { classes: 6, dimension: 5 }
const ofClasses = (...counts: number[]): number[] =>
  counts.flatMap((count, label) => Array<number>(count).fill(label))
const balanced = ofClasses(4, 4, 4, 4)
const ragged = ofClasses(5, 3, 2, 1, 4, 1)
const others = [0, 0, 0, 1, 2, 2, 4, 4, 4, 4, 5]

const step = 1e-6
const directions = 4
/** Shares of the gradient's length. */
const tolerance = 1e-5

describe('the gradient of every loss is that of central differences in float64', () => {
  it('under every two rules, of a balanced and of a ragged batch', { timeout: 300_000 }, async () => {
    const made = factories.flatMap((one) => [...underRules(one, everyTwoRules, sizes), ...variantsOf(one, sizes)])
    const checked = await open(made, { withReferences: false })
    expect(checked.refused).toEqual([])
    expect(await wrongIn(checked, balanced)).toEqual([])
    expect(await wrongIn(checked, ragged)).toEqual([])
    // A gradient that is 0 agrees with differences of 0: under its usual rules every loss has another.
    const idle = checked.found.filter(({ what, length }) => length === 0 && what === usual(what))
    expect(idle).toEqual([])
    await checked.session.close()
  })

  it('against references, for which there is a gradient too', { timeout: 300_000 }, async () => {
    const made = factories.flatMap((one) => underRules(one, someTwoRules, sizes))
    const checked = await open(made, { withReferences: true })
    expect(await wrongIn(checked, ragged)).toEqual([])
    for (const { message } of checked.refused) expect(message).toContain('references')
    await checked.session.close()
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hierarchical } from '../losses/hierarchical.ts'
import { margin } from '../losses/margin.ts'
import { triplet } from '../losses/triplet.ts'
import { linear } from '../nn/linear.ts'
import { sgd } from '../optim/sgd.ts'
import { sharesLabel } from '../pairs/relations/sharesLabel.ts'
import { random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats, ints } from '../tensor/array.ts'
import { features } from './intake.ts'
import { freshState } from './state.ts'
import { openStep } from './step.ts'
import type { StepDesign } from './stepDesign.ts'
import type { StepReport } from './stepReport.ts'
import type { TrainStep } from './trainStep.ts'

const design: StepDesign = {
  network: linear({ inputs: 3, outputs: 2 }),
  loss: margin({ learnBeta: true, classes: 2 }),
  optimizer: sgd(),
  intake: features(3),
  batchSize: 4,
}
const fresh = (of: StepDesign) => freshState(of.network, of.loss, of.optimizer, random('step'))
const samples = floats([1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1], [4, 3])
const at = { step: 1, rate: 0.1, random: random(0) }

let step: TrainStep
beforeAll(async () => {
  step = await openStep(design, fresh(design), { threads: 1 })
})
afterAll(() => step.close())

const run = (labels: NumericArray, of = samples) => step.run({ samples: of, labels }, fresh(design), at)

describe('a train step', () => {
  it.each<[string, NumericArray, string]>([
    [
      'a label beyond the classes of the loss',
      ints([0, 1, 2, 0]),
      "labels must be 0 .. 1, one for each of the 2 classes of margin, got '2 of sample 2'; number the classes from 0 without gaps, or make the loss",
    ],
    [
      'a negative label',
      ints([0, 1, 1, -1]),
      "labels must be 0 .. 1, one for each of the 2 classes of margin, got '-1 of sample 3'",
    ],
    [
      'labels that are no integers',
      floats([0, 1, 1, 0.5]),
      "labels must be int64, whole numbers, got 'float32'; make them with ints()",
    ],
    [
      'too few labels',
      ints([0, 1, 1]),
      "labels must be [4], for 4 samples, got '[3] with 3 numbers'; give each sample its label",
    ],
    [
      'labels of another shape',
      ints([0, 1, 1, 0], [4, 1]),
      "labels must be [4], for 4 samples, got '[4,1] with 4 numbers'; say the shape of one label by labelShape",
    ],
  ])('refuses %s', async (_, labels, message) => {
    await expect(run(labels)).rejects.toThrow(`train step: ${message}`)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %f among its features, and says where', async (bad) => {
    const rows = floats(
      [...samples.data].map((x, i) => (i === 7 ? bad : Number(x))),
      [4, 3],
    )
    await expect(run(ints([0, 0, 1, 1]), rows)).rejects.toThrow(
      `train step: features must be finite, got '${bad} in row 2, column 1'; leave that row out`,
    )
  })

  it('refuses a batch of one, and a loss for another number of classes than there are', async () => {
    await expect(openStep({ ...design, batchSize: 1 }, fresh(design))).rejects.toThrow(
      'train step: a batch must have 2 samples or more: one alone has nothing to be compared with, got 1; raise batchSize',
    )
    await expect(openStep({ ...design, classes: 3 }, fresh(design))).rejects.toThrow(
      'train step: margin is made for 2 classes: the data must have as many, got 3; make the loss with classes 3',
    )
  })

  it('refuses negative labels of a loss without classes, but not those that a relation reads', async () => {
    const [labels] = [ints([0, 0, 1, -1])]
    const reports: StepReport[] = []
    const plain = { ...design, loss: triplet() }
    for (const of of [plain, { ...plain, labelShape: [1], relation: sharesLabel }]) {
      const opened = await openStep(of, fresh(of), { threads: 1 })
      const shaped = { ...labels, shape: of === plain ? [4] : [4, 1] }
      const result = opened.run({ samples, labels: shaped }, fresh(of), at)
      if (of === plain)
        await expect(result).rejects.toThrow(
          "labels must be 0 or more, got '-1 of sample 3'; number the classes from 0",
        )
      else reports.push((await result).report)
      await opened.close()
    }
    // Only sample 2 bears the label: nobody shares one with it.
    expect(reports[0]!.valid).toBe(0)
  })

  it('refuses references where there is no second tower', async () => {
    const labels = ints([0, 0, 1, 1])
    await expect(step.run({ samples, labels, references: { samples } }, fresh(design), at)).rejects.toThrow(
      'train step: references are for a second tower; leave them out, or give the design a reference',
    )
  })
})

describe('a train step of hierarchical labels', () => {
  const loss = hierarchical([
    { loss: triplet(), level: 0 },
    { loss: margin({ learnBeta: true, classes: 3 }), level: 1 },
  ])
  const levels: StepDesign = { ...design, loss, labelShape: [2] }

  it('trains, and checks each level by its own classes', async () => {
    const opened = await openStep(levels, fresh(levels), { threads: 1 })
    const of = (labels: readonly number[]) => ({ samples, labels: ints(labels, [4, 2]) })
    const { report, state } = await opened.run(of([7, 0, 7, 0, 8, 1, 8, 2]), fresh(levels), at)
    expect(report.loss).toBeGreaterThan(0)
    expect(Object.keys(state)).toContain('loss.1.beta')
    await expect(opened.run(of([7, 0, 7, 0, 8, 1, 8, 3]), fresh(levels), at)).rejects.toThrow(
      "labels must be 0 .. 2, one for each of the 3 classes of triplet + margin, got '3 of sample 3'",
    )
    await opened.close()
  })

  it('refuses another number of classes on a level', async () => {
    await expect(openStep({ ...levels, classes: [null, 4] }, fresh(levels))).rejects.toThrow(
      'triplet + margin is made for 3 classes on level 1: the data must have as many, got 4',
    )
  })
})

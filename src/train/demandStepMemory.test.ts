import { describe, expect, it } from 'vitest'
import { contrastive } from '../losses/contrastive.ts'
import { linear } from '../nn/linear.ts'
import { smallConvNet } from '../nn/networks/smallConvNet.ts'
import { adam } from '../optim/adam.ts'
import { random } from '../random.ts'
import { demandStepMemory } from './demandStepMemory.ts'
import { features, images } from './intake.ts'
import { memoryOf } from './memoryOf.ts'
import { freshState } from './state.ts'
import type { StepDesign } from './stepDesign.ts'

const image = { height: 32, width: 32, channels: 3 } as const
const design: StepDesign = {
  network: smallConvNet({ image, widths: [16, 16], embedding: 8 }),
  loss: contrastive(),
  optimizer: adam(),
  intake: images(image),
  batchSize: 512,
}
const stateOf = ({ network, loss, optimizer, trained }: StepDesign) =>
  freshState(network, loss, optimizer, random(0), undefined, trained)
const bytes = (changed: Partial<StepDesign> = {}, judged = false): number =>
  memoryOf({ ...design, ...changed }, stateOf({ ...design, ...changed }), { judged }).bytes

describe('memoryOf', () => {
  it('grows with the batch, and with chunks hardly at all', () => {
    const models = (changed: Partial<StepDesign>): number =>
      memoryOf({ ...design, ...changed }, stateOf(design), { judged: false }).models
    expect(models({ batchSize: 1024 }) / models({})).toBeGreaterThan(1.9)
    expect(models({ chunk: 16 })).toBeLessThan(models({}) / 5)
  })

  it('counts a state three times, and what the optimizer keeps with it, but frozen weights once', () => {
    const wide: StepDesign = {
      ...design,
      network: linear({ inputs: 1000, outputs: 1000 }),
      intake: features(1000),
      batchSize: 2,
    }
    const of = (changed: Partial<StepDesign>): number =>
      memoryOf({ ...wide, ...changed }, stateOf({ ...wide, ...changed }), { judged: false }).state / 4e6
    expect(of({})).toBeCloseTo(9, 1)
    expect(of({ trained: (name) => name.endsWith('bias') })).toBeCloseTo(1, 1)
  })

  it('counts the embedder that is judged', () => {
    expect(bytes({}, true)).toBeGreaterThan(bytes())
  })
})

describe('demandStepMemory', () => {
  it('lets a step be that has room', () => {
    demandStepMemory(design, stateOf(design), { available: bytes(), judged: false })
  })

  it('says what would fit, and how much it would take', () => {
    const available = bytes({ chunk: 64 }) + 1
    expect(() => demandStepMemory(design, stateOf(design), { available, judged: false })).toThrow(
      /^memory: a step of a batch of 512 needs some 0\.\d+ GiB, and there are 0\.\d+ GiB; give chunk 64 \(needs some 0\.\d+ GiB\), or lower batchSize to a batch of \d+ \(needs some 0\.\d+ GiB\), or lower the size of the samples$/,
    )
    const words = { chunk: '--chunk', batch: '--classes', size: '--image-size' }
    expect(() =>
      demandStepMemory({ ...design, chunk: 128 }, stateOf(design), { available, words, judged: false }),
    ).toThrow(
      /a batch of 512 by chunks of 128 needs .* give --chunk 64 .* lower --classes to a batch of .* lower --image-size$/,
    )
  })

  it('names the batch alone where the pairs of the whole batch are too many, and neither where nothing helps', () => {
    const pairs: StepDesign = {
      ...design,
      network: linear({ inputs: 4, outputs: 2 }),
      intake: features(4),
      batchSize: 4096,
    }
    const available = memoryOf({ ...pairs, batchSize: 1024 }, stateOf(pairs), { judged: false }).bytes
    expect(() => demandStepMemory(pairs, stateOf(pairs), { available, judged: false })).toThrow(
      /; lower batchSize to a batch of 1024 \(needs some/,
    )
    expect(() => demandStepMemory(design, stateOf(design), { available: 1e6, judged: false })).toThrow(
      'no chunk and no batch is small enough: lower the size of the samples, or train less of the network',
    )
  })
})

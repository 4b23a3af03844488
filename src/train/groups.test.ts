import { describe, expect, it } from 'vitest'
import { margin } from '../losses/margin.ts'
import { batchNorm } from '../nn/batchNorm.ts'
import type { Layer } from '../nn/layer.ts'
import { linear } from '../nn/linear.ts'
import { sequential } from '../nn/sequential.ts'
import { adagrad } from '../optim/adagrad.ts'
import { adam } from '../optim/adam.ts'
import { adamW } from '../optim/adamW.ts'
import type { Optimizer } from '../optim/optimizer.ts'
import { rmsProp } from '../optim/rmsProp.ts'
import { sgd } from '../optim/sgd.ts'
import { random } from '../random.ts'
import { floats, ints } from '../tensor/array.ts'
import { features } from './intake.ts'
import type { State } from './state.ts'
import { freshState } from './state.ts'
import { openStep } from './step.ts'
import type { StepBatch } from './stepBatch.ts'
import type { StepDesign } from './stepDesign.ts'

const size = 8
const design: StepDesign = {
  network: sequential({
    body: linear({ inputs: 5, outputs: 4 }),
    norm: batchNorm({ channels: 4 }),
    head: linear({ inputs: 4, outputs: 3 }),
  }),
  loss: margin({ learnBeta: true, classes: 2 }),
  optimizer: adam(),
  intake: features(5),
  batchSize: size,
}

const batch = (i: number): StepBatch => {
  const { normal } = random(`batch ${i}`)
  return {
    samples: floats(Float32Array.from({ length: size * 5 }, normal), [size, 5]),
    labels: ints([0, 0, 0, 0, 1, 1, 1, 1]),
  }
}

const stateOf = ({ network, loss, optimizer, trained }: StepDesign): State =>
  freshState(network, loss, optimizer, random('groups'), undefined, trained)

async function trainedFor(of: StepDesign, steps: number, from = stateOf(of)): Promise<State> {
  const step = await openStep(of, from, { threads: 1 })
  let state = from
  for (let i = 0; i < steps; i++)
    ({ state } = await step.run(batch(i), state, { step: i + 1, rate: 0.01, random: random(i) }))
  await step.close()
  return state
}

describe('what is not trained', () => {
  const head = { ...design, trained: (name: string) => name.startsWith('network.head.') }

  it('stays the same array, has no state of the optimizer, and changes nothing of how the rest is trained', async () => {
    const start = stateOf(head)
    const end = await trainedFor(head, 3, start)
    expect(Object.keys(end).filter((name) => name.startsWith('optimizer.'))).toEqual(
      ['weight', 'bias'].flatMap((w) => ['m', 'v'].map((slot) => `optimizer.network.head.${w}.${slot}`)),
    )
    for (const name of Object.keys(start)) {
      const changes = /head|^buffer/.test(name)
      expect(end[name] === start[name], name).toBe(!changes)
    }
  })

  it('is moved by nothing, not even by weight decay', async () => {
    const slow = { ...design, optimizer: sgd(), trained: head.trained }
    const all = { ...slow, trained: undefined, rates: (name: string) => (head.trained(name) ? 1 : 0) }
    const { trained: _, ...every } = all
    const [some, still] = [await trainedFor(slow, 3), await trainedFor(every, 3)]
    for (const name of Object.keys(some)) expect(some[name], name).toEqual(still[name])
  })

  it('keeps its running statistics where the layer is made so, and follows its batches where not', async () => {
    const whole = design.network
    const frozen: Layer = {
      ...whole,
      apply: (values, x) => ({ ...whole.apply(values, x, 'evaluation'), buffers: {} }),
    }
    const start = stateOf(head)
    const end = await trainedFor({ ...head, network: frozen }, 2, start)
    expect(end['buffer.norm.running_mean']).toBe(start['buffer.norm.running_mean'])
  })

  it('must not be all there is, and what is trained must have its state', async () => {
    await expect(openStep({ ...design, trained: () => false }, stateOf(design))).rejects.toThrow(
      'train step: some parameter must be trained; leave trained out',
    )
    await expect(openStep(design, stateOf(head))).rejects.toThrow(
      "train step: the state must hold what adam keeps of network.body.weight, got 'no m'; make the state by freshState",
    )
  })
})

describe('rates', () => {
  it.each([
    sgd({ momentum: 0.9 }),
    adam(),
    adamW({ weightDecay: 0.1 }),
  ])('are as a step of its own rate for each group: $name', async (optimizer) => {
    const of = { ...design, optimizer }
    const mixed = await trainedFor({ ...of, rates: (name) => (name.startsWith('network.body') ? 0.1 : 1) }, 1)
    const start = stateOf(of)
    const at = { step: 1, random: random(0) }
    const step = await openStep(of, start, { threads: 1 })
    const slow = (await step.run(batch(0), start, { ...at, rate: 0.001 })).state
    const fast = (await step.run(batch(0), start, { ...at, rate: 0.01 })).state
    await step.close()
    for (const name of Object.keys(mixed).filter((one) => /^(network|loss)/.test(one)))
      expect(mixed[name], name).toEqual((name.startsWith('network.body') ? slow : fast)[name])
    expect(slow['network.body.weight']).not.toEqual(fast['network.body.weight'])
  })

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuse a factor of %d', async (factor) => {
    await expect(openStep({ ...design, rates: () => factor }, stateOf(design))).rejects.toThrow(
      `train step: the factor of the learning rate of network.body.weight must be finite and not negative, got ${factor}`,
    )
  })
})

describe('weight decay', () => {
  const decayed = (_: string, shape: readonly number[]): boolean => shape.length > 1

  it.each<[string, (weightDecay: number) => Optimizer]>([
    ['sgd', (weightDecay) => sgd({ momentum: 0.9, nesterov: true, weightDecay })],
    ['adam', (weightDecay) => adam({ b1: 0.8, b2: 0.9, eps: 1e-3, weightDecay })],
    ['adamW', (weightDecay) => adamW({ b1: 0.8, b2: 0.9, eps: 1e-3, weightDecay })],
    ['rmsProp', (weightDecay) => rmsProp({ alpha: 0.8, eps: 1e-3, momentum: 0.5, weightDecay })],
    ['adagrad', (weightDecay) => adagrad({ rateDecay: 0.1, eps: 1e-3, initial: 0.2, weightDecay })],
  ])('is for matrices alone where it is said so: %s', async (_, optimizer) => {
    const mixed = await trainedFor({ ...design, optimizer: optimizer(0.3), decayed }, 1)
    const [with_, without] = [optimizer(0.3), optimizer(0)].map((one) => trainedFor({ ...design, optimizer: one }, 1))
    for (const name of Object.keys(mixed).filter((one) => /^(network|loss)/.test(one)))
      expect(mixed[name], name).toEqual((await (mixed[name]!.shape.length > 1 ? with_! : without!))[name])
  })

  it('must be known to the optimizer', async () => {
    const { undecayed: _, ...plain } = sgd({ weightDecay: 0.1 })
    await expect(openStep({ ...design, optimizer: plain, decayed }, stateOf(design))).rejects.toThrow(
      "train step: decayed needs an optimizer that says how it is without weight decay, got 'sgd'; give it undecayed",
    )
  })
})

describe('the steps of a parameter', () => {
  it('count from when its training began', async () => {
    const start = stateOf(design)
    const run = async (of: StepDesign, step: number): Promise<State> => {
      const open = await openStep(of, start, { threads: 1 })
      const { state } = await open.run(batch(0), start, { step, rate: 0.01, random: random(0) })
      await open.close()
      return state
    }
    const [first, eleventh] = [await run(design, 1), await run(design, 11)]
    const since = (name: string): number => (name.startsWith('network.body') ? 10 : 0)
    const mixed = await run({ ...design, since }, 11)
    for (const name of Object.keys(mixed).filter((one) => /^(network|loss)/.test(one)))
      expect(mixed[name], name).toEqual((name.startsWith('network.body') ? first : eleventh)[name])
    expect(first['network.body.weight']).not.toEqual(eleventh['network.body.weight'])
  })
})

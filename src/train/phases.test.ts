import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { triplet } from '../losses/triplet.ts'
import { batchNorm } from '../nn/batchNorm.ts'
import type { Layer } from '../nn/layer.ts'
import { linear } from '../nn/linear.ts'
import { sequential } from '../nn/sequential.ts'
import { adam } from '../optim/adam.ts'
import { sgd } from '../optim/sgd.ts'
import { random } from '../random.ts'
import { floats, ints } from '../tensor/array.ts'
import { under } from '../tensor/prefixed.ts'
import { latestCheckpoint } from './checkpoint.ts'
import { features } from './intake.ts'
import { readLog } from './log.ts'
import type { Phase } from './phases.ts'
import { stagesOf } from './phases.ts'
import type { Progress } from './progress.ts'
import type { Run } from './runFolder.ts'
import { openRun } from './runFolder.ts'
import type { State } from './state.ts'
import { freshState } from './state.ts'
import { openStep } from './step.ts'
import type { StepBatch } from './stepBatch.ts'
import type { StepDesign } from './stepDesign.ts'
import type { Training, TrainingOptions } from './trainer.ts'
import { train } from './trainer.ts'

const place = mkdtempSync(join(tmpdir(), 'nearkin-phases-'))
afterAll(() => rmSync(place, { recursive: true }))

const size = 8
const network = sequential({
  body: linear({ inputs: 5, outputs: 4 }),
  norm: batchNorm({ channels: 4 }),
  head: linear({ inputs: 4, outputs: 3 }),
})
const frozenNorm: Layer = {
  ...network,
  apply: (values, x) => ({ ...network.apply(values, x, 'evaluation'), buffers: {} }),
}
const design: StepDesign = { network, loss: triplet(), optimizer: adam(), intake: features(5), batchSize: size }
const batch = (i: number): StepBatch => ({
  samples: floats(Float32Array.from({ length: size * 5 }, random(`batch ${i}`).normal), [size, 5]),
  labels: ints([0, 0, 0, 0, 1, 1, 1, 1]),
  epoch: Math.floor(i / 4),
})

const head = (name: string): boolean => name.startsWith('network.head.')
const phases: Phase[] = [
  { steps: 4, trained: head, network: frozenNorm },
  { steps: 4, trained: (name) => head(name) || name.startsWith('network.norm.') },
  { steps: 4, rates: (name) => (head(name) ? 1 : 0.1), schedule: (step) => 0.01 / (step + 1) },
]

const silent: Progress = { update: () => {}, say: () => {}, done: () => {} }

const usual = (run: Run): TrainingOptions => ({
  design,
  batch,
  steps: 12,
  schedule: () => 0.02,
  seed: 1,
  run,
  config: { name: 'phases' },
  logEvery: 1,
  checkpointEvery: 5,
  progress: silent,
  threads: 1,
})

let runs = 0
/** Trains, stopping after some steps and going on. */
async function trained(
  changes: Partial<TrainingOptions>,
  stops: readonly number[] = [],
): Promise<Training & { files: Record<string, Buffer>; folder: string }> {
  const folder = join(place, `run ${runs++}`)
  const config = { name: 'phases' }
  let result: Training | undefined
  for (const [i, stop] of [...stops, Number.POSITIVE_INFINITY].entries()) {
    const run = openRun(folder, { resume: i > 0, config })
    let shown = 0
    result = await train({
      ...usual(run),
      progress: {
        ...silent,
        update(done) {
          shown = done
        },
      },
      interrupt: {
        get requested() {
          return shown >= stop
        },
      },
      ...changes,
    })
    run.close()
  }
  const names = [...readdirSync(join(folder, 'checkpoint')).map((name) => join('checkpoint', name)), 'log.jsonl']
  return {
    ...result!,
    files: Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name))])),
    folder,
  }
}

const changedBetween = (a: State, b: State): string[] =>
  Object.keys(a).filter(
    (name) => Buffer.compare(Buffer.from(a[name]!.data.buffer), Buffer.from(b[name]!.data.buffer)) !== 0,
  )

describe('phases', () => {
  it('train what each says, by its rates and its schedule, and the log tells which it is', async () => {
    const { state, folder, ended } = await trained({ phases })
    expect(ended).toBe('steps')
    expect(Object.keys(under('optimizer.', state))).toHaveLength(12)
    const log = readLog(join(folder, 'log.jsonl'))
    const steps = log.filter(({ loss }) => loss !== undefined)
    expect(steps.map(({ phase }) => phase)).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3])
    expect(steps.map(({ rate }) => rate)).toEqual([...Array(8).fill(0.02), 0.01, 0.005, 0.01 / 3, 0.0025])
    expect(steps.map(({ epoch }) => epoch)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2])
    expect(log.filter(({ trained }) => trained !== undefined)).toEqual([
      { step: 1, phase: 1, trained: 2, parameters: 6 },
      { step: 5, phase: 2, trained: 4, parameters: 6 },
      { step: 9, phase: 3, trained: 6, parameters: 6 },
    ])
    const fresh = freshState(network, design.loss, design.optimizer, random('1/weights'), undefined, () => false)
    const [one, two] = [
      await trained({ phases: phases.slice(0, 1), steps: 4 }),
      await trained({ phases: phases.slice(0, 2), steps: 8 }),
    ]
    expect(changedBetween(fresh, one.state)).toEqual(['network.head.weight', 'network.head.bias'])
    expect(changedBetween(one.state, two.state).filter((name) => !/optimizer/.test(name))).toEqual([
      'network.norm.weight',
      'network.norm.bias',
      'network.head.weight',
      'network.head.bias',
      'buffer.norm.running_mean',
      'buffer.norm.running_var',
    ])
  })

  it('go on with the optimizer’s state of what was trained before, and begin with a fresh one, from its first step, of the rest', async () => {
    const phases: Phase[] = [{ steps: 3, trained: head }, { steps: 1 }]
    const { state } = await trained({ phases, steps: 4 })
    // By hand: three steps of the head, then one of all, the body's being its first.
    let expected = freshState(network, design.loss, design.optimizer, random('1/weights'), undefined, head)
    const at = (done: number) => ({ step: done + 1, rate: 0.02, random: random(`1/step ${done}`) })
    const one = await openStep({ ...design, trained: head }, expected, { threads: 1 })
    for (let i = 0; i < 3; i++) ({ state: expected } = await one.run(batch(i), expected, at(i)))
    await one.close()
    const all = { ...freshState(network, design.loss, design.optimizer, random(0)), ...expected }
    const two = await openStep({ ...design, since: (name) => (head(name) ? 0 : 3) }, all, { threads: 1 })
    const { state: last } = await two.run(batch(3), all, at(3))
    await two.close()
    for (const name of Object.keys(last)) expect(state[name], name).toEqual(last[name])
  })

  it('are one training where nothing differs, even of the optimizer', async () => {
    const whole = await trained({})
    const parts = await trained({ phases: [{ steps: 5 }, { steps: 7 }] })
    expect(parts.state).toEqual(whole.state)
  })

  it('begin afresh with another optimizer, and with a parameter that was frozen in between', () => {
    const steps = { steps: 9, schedule: () => 0.1 }
    const other = stagesOf(design, { ...steps, phases: [{ steps: 4 }, { steps: 5, optimizer: sgd() }] })
    expect(other[1]!.design.since!('network.head.bias')).toBe(4)
    const between = stagesOf(design, {
      ...steps,
      phases: [{ steps: 3 }, { steps: 3, trained: (name) => !head(name) }, { steps: 3 }],
    })
    expect(['network.head.bias', 'network.body.bias'].map(between[2]!.design.since!)).toEqual([6, 0])
  })

  it.each<[string, readonly number[]]>([
    ['inside the first', [2]],
    ['exactly at a border', [4]],
    ['at both borders', [4, 8]],
    ['inside each', [1, 6, 11]],
    ['just after the borders', [5, 9]],
  ])('end with the same bytes stopped %s and resumed', async (_, stops) => {
    const all: Partial<TrainingOptions> = { phases, checkpointEvery: 100, ema: 0.9 }
    const [whole, resumed] = [await trained(all), await trained(all, stops)]
    const last = join('checkpoint', 'step-00000012.safetensors')
    for (const name of [last, 'log.jsonl']) expect(resumed.files[name]!.equals(whole.files[name]!), name).toBe(true)
  })

  it.each<[readonly Phase[], string]>([
    [[{ steps: 4 }, { steps: 4 }], "phases: the phases' steps must add up to the training's 12, got 8"],
    [[{ steps: 0 }, { steps: 12 }], 'phases: a phase must have 1 step or more, got 0'],
    [[{ steps: 1.5 }, { steps: 10.5 }], 'phases: a phase must have 1 step or more, got 1.5'],
    [[{ steps: 4 }, { steps: 8, trained: () => false }], 'train step: some parameter must be trained'],
  ])('refuse %j', async (phases, message) => {
    await expect(trained({ phases })).rejects.toThrow(message)
  })
})

describe('a checkpoint', () => {
  const stoppedAt = (done: number, of: Layer = network): Promise<Training & { folder: string }> =>
    trained({
      phases: [{ ...phases[0]!, network: of, steps: 12 }],
      design: { ...design, network: of },
      interrupt: {
        get requested() {
          return done-- <= 0
        },
      },
    })

  it('leaves out what training has not changed, and comes back whole', async () => {
    const { state, folder } = await stoppedAt(3, frozenNorm)
    const { checkpoint } = latestCheckpoint(folder, { config: { name: 'phases' } })
    expect(Object.keys(checkpoint!.tensors)).toEqual([
      'network.head.weight',
      'network.head.bias',
      ...['weight.m', 'weight.v', 'bias.m', 'bias.v'].map((slot) => `optimizer.network.head.${slot}`),
    ])
    const again = await resumed(folder, frozenNorm)
    expect(Object.keys(again.state)).toEqual(Object.keys(state))
    expect(again.state['network.body.weight']).toEqual(state['network.body.weight'])
  })

  it('is refused where that has become another', async () => {
    const { folder } = await stoppedAt(3, frozenNorm)
    const other: Layer = { ...frozenNorm, init: () => frozenNorm.init(random('other')) }
    await expect(resumed(folder, other)).rejects.toThrow(
      'step-00000003.safetensors: the weights that training leaves as they are must be those that it began with, and are others now; give it the same file of weights again',
    )
  })

  /** Resumes and stops at once. */
  async function resumed(folder: string, of: Layer): Promise<Training> {
    const config = { name: 'phases' }
    const run = openRun(folder, { resume: true, config })
    try {
      return await train({
        ...usual(run),
        design: { ...design, network: of },
        phases: [{ steps: 12, trained: head }],
        interrupt: { requested: true },
      })
    } finally {
      run.close()
    }
  }
})

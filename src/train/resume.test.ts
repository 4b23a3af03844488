import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { contrastive } from '../losses/contrastive.ts'
import { crossBatchMemory } from '../losses/crossBatchMemory.ts'
import { margin } from '../losses/margin.ts'
import { triplet } from '../losses/triplet.ts'
import { weightedSum } from '../losses/weightedSum.ts'
import { linear } from '../nn/linear.ts'
import { adam } from '../optim/adam.ts'
import { random } from '../random.ts'
import { floats, ints } from '../tensor/array.ts'
import { features } from './intake.ts'
import { openRun } from './runFolder.ts'
import type { StepDesign } from './stepDesign.ts'
import { restored, stored } from './stored.ts'
import { train } from './trainer.ts'

const place = mkdtempSync(join(tmpdir(), 'nearkin-resume-'))
afterAll(() => rmSync(place, { recursive: true }))

const size = 8
const batch = (step: number) => {
  const { normal, below } = random(`batch ${step}`)
  const rows = (width: number) => floats(Float32Array.from({ length: size * width }, normal), [size, width])
  return { samples: rows(5), labels: ints(Int32Array.from({ length: size }, () => below(4))), second: rows(6) }
}

const base = { network: linear({ inputs: 5, outputs: 3 }), optimizer: adam(), intake: features(5), batchSize: size }
const memory = { size: 20, dimension: 3 }
const designs: Readonly<Record<string, StepDesign>> = {
  'a cross-batch memory, and another of a learned beta beside it': {
    ...base,
    loss: weightedSum([
      { loss: crossBatchMemory(triplet(), memory) },
      { loss: crossBatchMemory(margin({ learnBeta: true, classes: 4 }), memory), weight: 0.5 },
    ]),
  },
  'two towers': {
    ...base,
    loss: contrastive(),
    reference: { network: linear({ inputs: 6, outputs: 3 }), intake: features(6) },
  },
}

/** Trains in one go, or stopping after some steps and going on; gives the last checkpoint's bytes. */
async function trained(design: StepDesign, name: string, stops: readonly number[]): Promise<Buffer> {
  const config = { name: 'resume' }
  for (const [i, stop] of [...stops, 12].entries()) {
    const run = openRun(join(place, name), { resume: i > 0, config })
    let done = i === 0 ? 0 : stops[i - 1]!
    await train({
      design,
      batch: (step) => {
        done = step + 1
        const { samples, labels, second } = batch(step)
        return { samples, labels, ...(design.reference ? { references: { samples: second } } : {}) }
      },
      steps: 12,
      schedule: () => 0.01,
      seed: 1,
      run,
      config,
      checkpointEvery: 100,
      progress: { update: () => {}, say: () => {}, done: () => {} },
      interrupt: {
        get requested() {
          return done >= stop && stop < 12
        },
      },
      threads: 1,
    })
    run.close()
  }
  return readFileSync(join(place, name, 'checkpoint', 'step-00000012.safetensors'))
}

describe.each(Object.entries(designs))('a training with %s', (name, design) => {
  it('that was stopped and resumed, before and after the memory is full, ends with the same bytes', async () => {
    const whole = await trained(design, `${name} whole`, [])
    const resumed = await trained(design, `${name} resumed`, [1, 7])
    expect(resumed.equals(whole)).toBe(true)
  })
})

describe('a state', () => {
  it('of float32 and int64 comes back as it was stored; of other types it is refused', () => {
    const state = { weight: floats([1, 2]), labels: ints([2 ** 40, -1], [2, 1]) }
    expect(restored(stored(state), state, 'here')).toEqual(state)
    expect(() => restored(stored(state), { ...state, labels: floats([1, 2], [2, 1]) }, 'here')).toThrow(
      "here: must hold labels float32 [2,1], got 'I64 [2,1]'",
    )
    expect(() => stored({ bytes: { dtype: 'uint8', shape: [1], data: Uint8Array.of(1) } })).toThrow(
      "checkpoint: a state holds float32 and int64, got 'bytes of uint8'",
    )
  })
})

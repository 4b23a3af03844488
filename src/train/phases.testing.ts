import { createHash } from 'node:crypto'
import { crossBatchMemory } from '../losses/crossBatchMemory.ts'
import { margin } from '../losses/margin.ts'
import { batchNorm } from '../nn/batchNorm.ts'
import { linear } from '../nn/linear.ts'
import { relu } from '../nn/relu.ts'
import { sequential } from '../nn/sequential.ts'
import { adam } from '../optim/adam.ts'
import { sgd } from '../optim/sgd.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { random } from '../random.ts'
import { floats, ints } from '../tensor/array.ts'
import { features } from './intake.ts'
import { openRun } from './runFolder.ts'
import type { StepDesign } from './stepDesign.ts'
import { train } from './trainer.ts'

// A training with all that a checkpoint must keep, to be killed: three phases, chunks, accumulation, averages, the best weights and
// patience, a memory, a learned beta, noise. Prints each step that is done, and at the end how it ended and the hash of the weights.

const [folder = '', pause = '0'] = process.argv.slice(2)
const size = 10
const network = sequential({
  body: linear({ inputs: 6, outputs: 8 }),
  norm: batchNorm({ channels: 8 }),
  relu: relu(),
  head: linear({ inputs: 8, outputs: 3 }),
})
const every = { positives: positives.all(), negatives: negatives.distanceWeighted() }
const design: StepDesign = {
  network,
  loss: crossBatchMemory(margin({ ...every, learnBeta: true, classes: 3 }), { size: 30, dimension: 3 }),
  optimizer: adam(),
  intake: features(6),
  batchSize: size,
  chunk: 4,
  accumulate: 2,
  clip: 1,
}
const head = (name: string): boolean => name.startsWith('network.head') || name.startsWith('loss.')
const config = { name: 'killed' }
const run = openRun(folder, { resume: true, config })
let done = 0
const { weights, ended, step, best } = await train({
  design,
  batch: async (number) => {
    await new Promise((resolve) => setTimeout(resolve, Number(pause)))
    const { normal, below } = random(`batch ${number}`)
    return {
      samples: floats(Float32Array.from({ length: size * 6 }, normal), [size, 6]),
      labels: ints(Int32Array.from({ length: size }, () => below(3))),
    }
  },
  steps: 90,
  schedule: () => 0.01,
  phases: [
    {
      steps: 30,
      trained: head,
      network: { ...network, apply: (values, x) => ({ y: network.apply(values, x, 'evaluation').y, buffers: {} }) },
    },
    { steps: 30, rates: (name) => (head(name) ? 1 : 0.1) },
    { steps: 30, optimizer: sgd({ momentum: 0.9 }), schedule: (of) => 0.01 / (1 + of) },
  ],
  seed: 3,
  run,
  config,
  ema: 0.99,
  keepBest: { metric: 'score', patience: 6 },
  checkpointEvery: 4,
  logEvery: 3,
  judge: {
    every: 5,
    // Best after 50 steps, so that patience is at an end after 80.
    look: async (embedder) => {
      const embedded = await embedder.embed(2, () =>
        floats(Float32Array.from({ length: 12 }, random('look').normal), [2, 6]),
      )
      return { score: 100 - Math.abs(done - 50), first: embedded[0]! }
    },
  },
  progress: {
    update(now) {
      done = now
      process.stdout.write(`${now}\n`)
    },
    say: () => {},
    done: () => {},
  },
  threads: 1,
})
run.close()
const hash = createHash('sha256')
for (const [name, { data }] of Object.entries(weights))
  hash.update(name).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
process.stdout.write(`${JSON.stringify({ ended, step, best, weights: hash.digest('hex') })}\n`)

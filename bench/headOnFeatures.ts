import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildLevel } from '../src/data/buildLevel.ts'
import type { Dataset } from '../src/data/dataset.ts'
import { classWeighted } from '../src/data/samplers/classWeighted.ts'
import { triplet } from '../src/losses/triplet.ts'
import { embeddingHead } from '../src/nn/heads/embeddingHead.ts'
import { adam } from '../src/optim/adam.ts'
import { random } from '../src/random.ts'
import type { Backbone } from '../src/runtime/backbone.ts'
import { floats, ints } from '../src/tensor/array.ts'
import { extractFeatures } from '../src/train/extractFeatures.ts'
import { features } from '../src/train/intake.ts'
import { freshState } from '../src/train/state.ts'
import { openStep } from '../src/train/step.ts'
import type { StepDesign } from '../src/train/stepDesign.ts'

export interface HeadOnFeatures {
  /** Seconds to read the features of all images from the cache. */
  readonly reading: number
  /** Seconds of one epoch: every image once, in batches of 128. */
  readonly epoch: number
  readonly batches: number
}

const [dimension, classes, perBatch, each] = [1280, 1000, 16, 8]

/** Trains a head of 128 dimensions on cached features of so many images: from the cache on the disk to the end of one epoch.
 *  The features are drawn by lot, around a centre for each class: what they are does not change the time. */
export async function measureHeadOnFeatures(images: number): Promise<HeadOnFeatures> {
  const folder = mkdtempSync(join(tmpdir(), 'nearkin-bench-'))
  try {
    const dataset = datasetOf(images)
    const cache = { folder }
    await extractFeatures(dataset, backboneOf(), { cache })
    const before = performance.now()
    const read = await extractFeatures(dataset, backboneOf(), { cache })
    const begun = performance.now()
    const sampler = classWeighted({
      labels: dataset.levels[0]!.labels,
      classNames: dataset.levels[0]!.classes,
      indices: Int32Array.from({ length: images }, (_, i) => i),
      classesPerBatch: perBatch,
      samplesPerClass: each,
      seed: 0,
      weights: 'uniform',
    })
    const size = perBatch * each
    const design: StepDesign = {
      network: embeddingHead({ inputs: dimension, embedding: 128 }),
      loss: triplet(),
      optimizer: adam(),
      intake: features(dimension),
      batchSize: size,
      mostPositives: each - 1,
    }
    let state = freshState(design.network, design.loss, design.optimizer, random(0))
    const step = await openStep(design, state)
    const batches = Math.ceil(images / size)
    for (let s = 0; s < batches; s++) {
      const rows = sampler.batch(s)
      const samples = floats(read.batch(rows), [size, dimension])
      const labels = ints(rows.map((row) => dataset.levels[0]!.labels[row]!))
      state = (await step.run({ samples, labels }, state, { step: s + 1, rate: 1e-3, random: random(s) })).state
    }
    await step.close()
    return { reading: (begun - before) / 1000, epoch: (performance.now() - begun) / 1000, batches }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function datasetOf(size: number): Dataset {
  const pixels = new Uint8Array(64)
  return {
    name: 'drawn',
    size,
    names: Array.from({ length: size }, (_, i) => `${i}`),
    levels: [
      buildLevel(
        'class',
        Array.from({ length: size }, (_, i) => `class ${i % classes}`),
      ),
    ],
    splits: null,
    source: (i) => ({ kind: 'grey', pixels: pixels.fill(i % 256), width: 8, height: 8 }),
    skipped: [],
  }
}

/** Stands for a network: the time of one is not what is measured here. */
function backboneOf(): Backbone {
  const draw = random('features')
  const centres = Array.from({ length: classes }, () => Float32Array.from({ length: dimension }, () => draw.uniform()))
  let made = 0
  return {
    output: 'features',
    image: { width: 8, height: 8, channels: 3 },
    dimension,
    identity: { model: 'drawn' },
    async features(images) {
      const rows = new Float32Array(images.length * dimension)
      for (let i = 0; i < images.length; i++) {
        rows.set(centres[made++ % classes]!, i * dimension)
        rows[i * dimension + (made % dimension)]! += 1
      }
      return rows
    },
    close: async () => {},
  }
}

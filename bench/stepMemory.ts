/** @file What trainings take at their peak, as estimated and as measured, each in a process of its own.
 *  `node .bench/bench/stepMemory.js` prints a table; with the name of a case it measures that one and prints JSON. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { contrastive } from '../src/losses/contrastive.ts'
import { triplet } from '../src/losses/triplet.ts'
import { linear } from '../src/nn/linear.ts'
import { mobileNetV2 } from '../src/nn/networks/mobileNetV2.ts'
import { resNet } from '../src/nn/networks/resNet.ts'
import { smallConvNet } from '../src/nn/networks/smallConvNet.ts'
import { visionTransformer } from '../src/nn/networks/visionTransformer.ts'
import { adam } from '../src/optim/adam.ts'
import { sgd } from '../src/optim/sgd.ts'
import * as negatives from '../src/pairs/negatives/index.ts'
import * as positives from '../src/pairs/positives/index.ts'
import { random } from '../src/random.ts'
import type { NumericArray } from '../src/tensor/array.ts'
import { bytes, floats, ints, sizeOf } from '../src/tensor/array.ts'
import { followTowers } from '../src/train/followTowers.ts'
import { features, images } from '../src/train/intake.ts'
import { memoryOf } from '../src/train/memoryOf.ts'
import { freshState } from '../src/train/state.ts'
import { openStep } from '../src/train/step.ts'
import type { StepDesign } from '../src/train/stepDesign.ts'

const photo = (side: number) => ({ height: side, width: side, channels: 3 }) as const
const every = { positives: positives.all(), negatives: negatives.all() }
const usual = { loss: triplet(), optimizer: adam(), mostPositives: 3 }

const cases: Readonly<Record<string, () => StepDesign>> = {
  'linear head, 2048 to 512, batch 4096, all pairs': () => ({
    ...usual,
    loss: contrastive(every),
    network: linear({ inputs: 2048, outputs: 512 }),
    intake: features(2048),
    batchSize: 4096,
  }),
  'linear head, 25 million parameters, batch 128': () => ({
    ...usual,
    network: linear({ inputs: 5000, outputs: 5000 }),
    intake: features(5000),
    batchSize: 128,
  }),
  'small convolutions at 64, batch 256': () => ({
    ...usual,
    network: smallConvNet({ image: photo(64), widths: [32, 64, 128], embedding: 64, head: 'globalAverage' }),
    intake: images(photo(64)),
    batchSize: 256,
  }),
  'ResNet-18 at 128, batch 32': () => ({
    ...usual,
    network: resNet({ depth: 18 }),
    intake: images(photo(128)),
    batchSize: 32,
  }),
  'ResNet-50 at 224, batch 8': () => ({
    ...usual,
    network: resNet({ depth: 50 }),
    intake: images(photo(224)),
    batchSize: 8,
  }),
  'ResNet-50 at 128, batch 64 by chunks of 8': () => ({
    ...usual,
    network: resNet({ depth: 50 }),
    intake: images(photo(128)),
    batchSize: 64,
    chunk: 8,
  }),
  'MobileNetV2 at 160, batch 16': () => ({
    ...usual,
    network: mobileNetV2({}),
    intake: images(photo(160)),
    batchSize: 16,
  }),
  'MobileNetV2 at 160, batch 32, the last layers alone': () => ({
    ...usual,
    network: mobileNetV2({}),
    trained: (name) => /features\.1[78]/.test(name),
    intake: images(photo(160)),
    batchSize: 32,
  }),
  'ViT-S/16 at 224, batch 8': () => ({
    ...usual,
    optimizer: sgd({ momentum: 0.9 }),
    network: visionTransformer({ size: 'S/16' }),
    intake: images(photo(224)),
    batchSize: 8,
  }),
}

const name = process.argv[2]
if (name === undefined) {
  const factor = (x: number): string => x.toFixed(2).padStart(6)
  process.stdout.write('estimated MB  measured MB  estimated / measured\n')
  for (const each of Object.keys(cases)) {
    const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), each], { encoding: 'utf8' })
    if (child.status !== 0) throw new Error(`${each}: ${child.stderr}`)
    const { estimated, measured } = JSON.parse(child.stdout) as { estimated: number; measured: number }
    const cells = [estimated, measured].map((x) => x.toFixed(0).padStart(12)).join(' ')
    process.stdout.write(`${cells} ${factor(estimated / measured)}   ${each}\n`)
  }
} else {
  process.stdout.write(JSON.stringify(await measure(cases[name]!())))
}

/** Some steps and a look, as in a training. */
async function measure(design: StepDesign): Promise<{ estimated: number; measured: number; parts: object }> {
  let state = freshState(design.network, design.loss, design.optimizer, random(0), undefined, design.trained)
  const parts = memoryOf(design, state)
  const before = resident('VmRSS')
  const stateMb = Object.values(state).reduce((sum, { data }) => sum + data.byteLength, 0) / 1e6
  writeFileSync('/proc/self/clear_refs', '5')
  const step = await openStep(design, state)
  for (let i = 0; i < 4; i++) {
    const samples = drawn(design, design.batchSize, i)
    const labels = ints(Array.from({ length: design.batchSize }, (_, k) => Math.floor(k / 4)))
    ;({ state } = await step.run({ samples, labels }, state, { step: i + 1, rate: 1e-4, random: random(i) }))
    if (i !== 1) continue
    const followed = await followTowers(design, () => state)
    await followed.embedder.embed(300, (start, end) => drawn(design, end - start, 0))
  }
  const peak = resident('VmHWM')
  return { estimated: parts.bytes / 1e6, measured: peak - before + stateMb, parts }
}

function drawn({ intake: { dtype, sample } }: StepDesign, count: number, seed: number): NumericArray {
  const { uniform } = random(seed)
  const shape = [count, ...sample]
  return dtype === 'uint8'
    ? bytes(
        Uint8Array.from({ length: sizeOf(shape) }, () => 256 * uniform()),
        shape,
      )
    : floats(Float32Array.from({ length: sizeOf(shape) }, uniform), shape)
}

/** A figure of the process's memory, in MB. */
function resident(figure: string): number {
  const line = readFileSync('/proc/self/status', 'utf8').match(new RegExp(`${figure}:\\s+(\\d+)`))
  return (Number(line![1]) * 1024) / 1e6
}

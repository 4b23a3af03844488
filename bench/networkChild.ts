/** @file One network in a process of its own, so that its memory is its own. Arguments: the network, batch, size of the
 *  images, steps, and 'step' or 'forward'. Prints JSON: milliseconds (median and least) and the peak of resident MB. */
import { triplet } from '../src/losses/triplet.ts'
import type { Layer } from '../src/nn/layer.ts'
import { importedNetwork } from '../src/nn/networks/importedNetwork.ts'
import { mobileNetV2 } from '../src/nn/networks/mobileNetV2.ts'
import { resNet } from '../src/nn/networks/resNet.ts'
import { visionTransformer } from '../src/nn/networks/visionTransformer.ts'
import { adam } from '../src/optim/adam.ts'
import { random } from '../src/random.ts'
import { openSession } from '../src/runtime/session.ts'
import type { NumericArray } from '../src/tensor/array.ts'
import { ints } from '../src/tensor/array.ts'
import { embeddingModel } from '../src/train/embedder.ts'
import { images } from '../src/train/intake.ts'
import { freshState } from '../src/train/state.ts'
import { openStep } from '../src/train/step.ts'
import { median, timed } from './timing.ts'

const [name = '', batchText, sizeText, stepsText, what] = process.argv.slice(2)
const [batch, size, steps] = [batchText, sizeText, stepsText].map(Number) as [number, number, number]
const networks: Readonly<Record<string, () => Layer>> = {
  resnet50: () => resNet({ depth: 50 }),
  vit: () => visionTransformer({ size: 'S/16', image: size }),
  mobilenet: () => mobileNetV2(),
}
/** A file is imported, and every weight of it trained. */
const made = name.endsWith('.onnx')
  ? importedNetwork(name, { image: { height: size, width: size } })
  : networks[name]!()

const [network, loss, optimizer] = [made, triplet(), adam()]
const intake = images({ height: size, width: size, channels: 3 })
let state = freshState(network, loss, optimizer, random(0))
const generator = random('pixels')
const pixels = Uint8Array.from({ length: batch * size * size * 3 }, () => Math.floor(generator.uniform() * 256))
const samples: NumericArray = { dtype: 'uint8', data: pixels, shape: [batch, size, size, 3] }

const { run, close } = what === 'forward' ? await forward() : await trainStep()
const all = await timed(run, { times: steps, warmup: 1 })
await close()
const peakMb = (process.resourceUsage().maxRSS * 1024) / 1e6
process.stdout.write(JSON.stringify({ ms: median(all), least: Math.min(...all), peakMb }))

async function trainStep(): Promise<{ run: () => Promise<void>; close: () => Promise<void> }> {
  const step = await openStep({ network, loss, optimizer, intake, batchSize: batch }, state)
  const labels = ints(Array.from({ length: batch }, (_, i) => Math.floor(i / 4)))
  let at = 0
  return {
    async run() {
      at++
      state = (await step.run({ samples, labels }, state, { step: at, rate: 1e-4, random: random(at) })).state
    },
    close: step.close,
  }
}

/** The model that is shipped: evaluation, weights as constants. */
async function forward(): Promise<{ run: () => Promise<unknown>; close: () => Promise<void> }> {
  const session = await openSession(embeddingModel(network, intake, state, { weights: 'constant' }).bytes)
  return { run: () => session.run({ [intake.name]: samples }), close: session.close }
}

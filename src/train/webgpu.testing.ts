import { mnist } from '../data/formats/mnist.ts'
import { loadPixels } from '../data/pixels.ts'
import { protocol } from '../data/protocol.ts'
import { mPerClass } from '../data/samplers/mPerClass.ts'
import { triplet } from '../losses/triplet.ts'
import { smallConvNet } from '../nn/networks/smallConvNet.ts'
import { adam } from '../optim/adam.ts'
import { random } from '../random.ts'
import type { Device } from '../runtime/device.ts'
import { bytes, ints } from '../tensor/array.ts'
import { images } from './intake.ts'
import { freshState } from './state.ts'
import { openStep } from './step.ts'
import type { StepDesign } from './stepDesign.ts'

// Twenty steps of the main job's training, on MNIST, on each device from the same model. Prints the losses as JSON.

const dataset = await mnist('')
const pixels = await loadPixels(dataset)
const { train, label } = protocol(dataset, pixels.kept, { seed: 0 })
const sampler = mPerClass({
  labels: label.labels,
  classNames: label.classes,
  indices: train,
  classesPerBatch: 2,
  samplesPerClass: 16,
  seed: 0,
})
const design: StepDesign = {
  network: smallConvNet({ image: pixels, embedding: 2 }),
  loss: triplet(),
  optimizer: adam(),
  intake: images(pixels),
  batchSize: 32,
  mostPositives: 15,
}

async function losses(device: Device): Promise<number[]> {
  let state = freshState(design.network, design.loss, design.optimizer, random(0))
  const step = await openStep(design, state, { device })
  const found: number[] = []
  for (let i = 0; i < 20; i++) {
    const rows = sampler.batch(i)
    const samples = bytes(pixels.batch(rows), [rows.length, pixels.height, pixels.width, pixels.channels])
    const labels = ints(Int32Array.from(rows, (row) => label.labels[row]!))
    const result = await step.run({ samples, labels }, state, { step: i + 1, rate: 1e-3, random: random(i) })
    state = result.state
    found.push(result.report.loss)
  }
  await step.close()
  return found
}

process.stdout.write(JSON.stringify({ cpu: await losses('cpu'), webgpu: await losses('webgpu') }))

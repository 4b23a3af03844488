import { shared } from '../data/shared.testing.ts'
import { triplet } from '../losses/triplet.ts'
import { importedNetwork } from '../nn/networks/importedNetwork.ts'
import { sgd } from '../optim/sgd.ts'
import { random } from '../random.ts'
import type { Device } from '../runtime/device.ts'
import { bytes, ints } from '../tensor/array.ts'
import { images } from './intake.ts'
import { freshState } from './state.ts'
import { openStep } from './step.ts'
import type { StepDesign } from './stepDesign.ts'

// Two steps of fine-tuning every weight of a network, which the command line names, on small images of noise, on each device from
// the same model. Prints the losses as JSON, by device.

const side = 32
const count = 4
const noise = random('images')
const pixels = Uint8Array.from({ length: count * side * side * 3 }, () => Math.floor(256 * noise.uniform()))

async function losses(name: string, device: Device): Promise<number[]> {
  const design: StepDesign = {
    network: importedNetwork(shared(`models/${name}.onnx`)!, { image: { height: side, width: side } }),
    loss: triplet(),
    optimizer: sgd(),
    intake: images({ height: side, width: side, channels: 3 }),
    batchSize: count,
  }
  let state = freshState(design.network, design.loss, design.optimizer, random(0))
  const step = await openStep(design, state, { device })
  const found: number[] = []
  for (let i = 0; i < 2; i++) {
    const samples = bytes(pixels, [count, side, side, 3])
    const labels = ints([0, 0, 1, 1])
    const result = await step.run({ samples, labels }, state, { step: i + 1, rate: 1e-4, random: random(i) })
    state = result.state
    found.push(result.report.loss)
  }
  await step.close()
  return found
}

const name = process.argv[2]!
process.stdout.write(JSON.stringify({ cpu: await losses(name, 'cpu'), webgpu: await losses(name, 'webgpu') }))

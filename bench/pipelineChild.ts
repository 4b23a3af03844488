/** @file Decode + augment by the loader, on one core: see pipeline.ts. */
import { createInterface } from 'node:readline'
import { colorJitter, randomHorizontalFlip, randomResizedCrop } from '../src/data/augment/index.ts'
import { imageFolder } from '../src/data/formats/imageFolder.ts'
import { openLoader } from '../src/data/loader/openLoader.ts'

const say = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

const dataset = await imageFolder(process.argv[2]!)
const loader = openLoader({
  dataset,
  form: { width: 224, height: 224, channels: 3 },
  augment: [
    randomResizedCrop(),
    randomHorizontalFlip(),
    colorJitter({ brightness: 0.4, contrast: 0.4, saturation: 0.4, hue: 0.1 }),
  ],
  seed: 1,
  workers: 1,
})
const rows = Array.from({ length: dataset.size }, (_, i) => i)
say({ images: dataset.size })
let epoch = 0
for await (const _ of createInterface({ input: process.stdin })) {
  const processor = process.cpuUsage()
  const clock = performance.now()
  await loader.batch(rows, { epoch: epoch++ })
  const used = process.cpuUsage(processor)
  say({
    processor: (used.user + used.system) / 1e3 / rows.length,
    clock: (performance.now() - clock) / rows.length,
  })
}
await loader.close()

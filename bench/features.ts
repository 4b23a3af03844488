import { availableParallelism } from 'node:os'
import type { Dataset } from '../src/data/dataset.ts'
import { subset } from '../src/data/dataset.ts'
import { imageFolder } from '../src/data/formats/imageFolder.ts'
import { tryDecode } from '../src/data/tryDecode.ts'
import { openBackbone } from '../src/runtime/backbone.ts'
import { extractFeatures } from '../src/train/extractFeatures.ts'

/** Frozen features of many photos: images a second of the model alone, of decoding alone, and of both together, and which share
 *  of the time is not the model's. The three go turn and turn about, a tenth of the images at a time.
 *  @param photos a folder of images, repeated until there are enough */
export async function benchFeatures(
  { model, photos, images }: { readonly model: string; readonly photos: string; readonly images: number },
  say: (line: string) => void,
): Promise<void> {
  const folder = await imageFolder(photos)
  const backbone = await openBackbone(model)
  const seconds = { model: 0, decoding: 0, both: 0 }
  const block = Math.ceil(images / 10)
  try {
    for (let start = 0; start < images; start += block) {
      const rows = Array.from({ length: Math.min(block, images - start) }, (_, i) => (start + i) % folder.size)
      const dataset = subset(folder, rows)
      seconds.decoding += await time(() => decodeAll(dataset, backbone.image))
      const some = await Promise.all(rows.slice(0, 16).map((_, i) => tryDecode(dataset.source(i), backbone.image)))
      const whole = some.filter((one) => typeof one !== 'string')
      seconds.model += await time(async () => {
        for (let i = 0; i < rows.length; i += 16) await backbone.features(whole.slice(0, rows.length - i))
      })
      seconds.both += await time(() => extractFeatures(dataset, backbone))
    }
  } finally {
    await backbone.close()
  }
  const rate = (of: number): string => (images / of).toFixed(0)
  say(
    `  ${images} photos: model alone ${rate(seconds.model)}, decoding alone ${rate(seconds.decoding)}, both ${rate(seconds.both)} images a second; ` +
      `${(100 * Math.max(0, 1 - seconds.model / seconds.both)).toFixed(1)} % of the time is not the model's`,
  )
}

async function time(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return (performance.now() - start) / 1e3
}

async function decodeAll(dataset: Dataset, form: Parameters<typeof tryDecode>[1]): Promise<void> {
  let next = 0
  const work = async (): Promise<void> => {
    while (next < dataset.size) await tryDecode(dataset.source(next++), form)
  }
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work))
}

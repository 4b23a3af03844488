import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { compile } from '../../compile.testing.ts'
import { centerCrop, randomHorizontalFlip, randomResizedCrop } from '../augment/index.ts'
import type { Dataset } from '../dataset.ts'
import { imageFolder } from '../formats/imageFolder.ts'
import { temporary } from '../images.testing.ts'
import type * as Compiled from './openLoader.ts'

/** As users run it: compiled, with worker threads. */
let openLoader: typeof Compiled.openLoader
beforeAll(async () => {
  const built = await compile(['data/loader/openLoader.ts', 'data/loader/worker.ts'])
  symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(built, 'node_modules'))
  ;({ openLoader } = (await import(/* @vite-ignore */ join(built, 'data/loader/openLoader.js'))) as typeof Compiled)
  return () => rmSync(built, { recursive: true })
})

/** Photos of three classes, eight of each, no two alike. */
async function photos(): Promise<Dataset> {
  const root = temporary()
  for (const c of ['a', 'b', 'c']) {
    mkdirSync(join(root, c))
    for (let i = 0; i < 8; i++) {
      const values = Uint8Array.from({ length: 40 * 30 * 3 }, (_, p) => (p * (i + 1) * 7 + c.charCodeAt(0)) % 251)
      const image = sharp(values, { raw: { width: 40, height: 30, channels: 3 } })
      writeFileSync(join(root, c, `${i}.jpg`), await image.jpeg().toBuffer())
    }
  }
  return imageFolder(root)
}

const form = { width: 24, height: 24, channels: 3 } as const
const augment = [randomResizedCrop(), randomHorizontalFlip()]

describe('openLoader', () => {
  it('gives the same images whatever the batch, its order, the number of workers and what came before', async () => {
    const dataset = await photos()
    const seen: Uint8Array[] = []
    for (const workers of [0, 1, 3]) {
      const loader = openLoader({ dataset, form, augment, seed: 1, workers })
      onTestFinished(() => loader.close())
      const [first, second] = await Promise.all([
        loader.batch([0, 1, 2], { epoch: 1 }),
        loader.batch([3, 4], { epoch: 1 }),
      ])
      seen.push(Uint8Array.from([...first, ...second]))
      const mixed = await loader.batch([4, 0, 3, 2, 1], { epoch: 1 })
      const stride = 24 * 24 * 3
      const ordered = [1, 4, 3, 2, 0].flatMap((at) => [...mixed.subarray(at * stride, (at + 1) * stride)])
      seen.push(Uint8Array.from(ordered))
      expect(await loader.batch([0, 1, 2], { epoch: 2 })).not.toEqual(first)
    }
    for (const one of seen) expect(one).toEqual(seen[0])
  })

  it('replaces what cannot be read by another of its class', async () => {
    const dataset = await photos()
    const source = dataset.source(3)
    writeFileSync((source as { path: string }).path, 'text')
    const told: string[] = []
    const loader = openLoader({
      dataset,
      form,
      augment: [centerCrop()],
      seed: 1,
      workers: 2,
      labels: dataset.levels[0]!.labels,
      onSkipped: ({ name }) => told.push(name),
    })
    onTestFinished(() => loader.close())
    const batch = await loader.batch([3, 0, 1])
    expect(told).toEqual(['a/3.jpg'])
    const other = openLoader({ dataset, form, augment: [centerCrop()], seed: 1, workers: 0 })
    expect(batch).toEqual(await loader.batch([3, 0, 1]))
    await other.close()
  })
})

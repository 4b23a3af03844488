import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { compile } from '../../compile.testing.ts'
import { colorJitter, randomHorizontalFlip, randomResizedCrop } from '../augment/index.ts'
import type { Dataset } from '../dataset.ts'
import { imageFolder } from '../formats/imageFolder.ts'
import { plain, temporary } from '../images.testing.ts'
import type * as Compiled from './openLoader.ts'
import type { LoaderOptions } from './openLoader.ts'

/** As users run it: compiled, with worker threads. */
let built = ''
let openLoader: typeof Compiled.openLoader
beforeAll(async () => {
  built = await compile(['data/loader/openLoader.ts', 'data/loader/worker.ts', 'data/formats/imageFolder.ts'])
  openLoader = await load(built)
  return () => rmSync(built, { recursive: true })
})

const load = async (folder: string): Promise<typeof openLoader> =>
  ((await import(/* @vite-ignore */ join(folder, 'data/loader/openLoader.js'))) as typeof Compiled).openLoader

const form = { width: 24, height: 24, channels: 3 } as const
const stride = 24 * 24 * 3
const augment = [randomResizedCrop(), randomHorizontalFlip(), colorJitter()]

/** A loader that is closed after the test. */
function opened(options: Partial<LoaderOptions> & Pick<LoaderOptions, 'dataset'>) {
  const loader = openLoader({ form, augment, seed: 1, workers: 2, ...options })
  onTestFinished(() => loader.close())
  return loader
}

/** Photos of three classes, eight of each, no two alike: rows 0 to 7 are of class a. */
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

const pathOf = (dataset: Dataset, row: number): string => (dataset.source(row) as { path: string }).path
const labelsOf = (dataset: Dataset) => dataset.levels[0]!.labels
const part = (batch: Uint8Array, slot: number) => batch.subarray(slot * stride, (slot + 1) * stride)

/** A PNG that claims 20,000 x 20,000 pixels. */
async function bomb(): Promise<Buffer> {
  const png = await plain(20_000, 1)
  png.writeUInt32BE(20_000, 20)
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return png
}

describe('openLoader', () => {
  it('gives the same images whatever the batch, its order, the number of workers, and what came before', async () => {
    const dataset = await photos()
    const all: Uint8Array[] = []
    for (const workers of [0, 1, 3]) {
      const loader = opened({ dataset, workers })
      if (workers === 1) await loader.batch([7, 8], { epoch: 5 })
      const [first, second] = await Promise.all([
        loader.batch([0, 1, 2], { epoch: 1 }),
        loader.batch([3, 4], { epoch: 1 }),
      ])
      const mixed = await loader.batch([4, 0, 3, 2, 1], { epoch: 1 })
      all.push(Uint8Array.from([...first, ...second]))
      all.push(Uint8Array.from([1, 4, 3, 2, 0].flatMap((slot) => [...part(mixed, slot)])))
      expect(await loader.batch([0, 1, 2], { epoch: 2 })).not.toEqual(first)
      await loader.close()
    }
    for (const one of all) expect(one).toEqual(all[0])
    const other = opened({ dataset, seed: 2 })
    expect(await other.batch([0, 1, 2, 3, 4], { epoch: 1 })).not.toEqual(all[0])
  })

  it('prepares batches while this thread is busy, and gives what it would give without', async () => {
    const dataset = await photos()
    const plan = (step: number) => (step < 3 ? { rows: [step, step + 8], epoch: step } : undefined)
    const direct = opened({ dataset })
    const expected = [await direct.batch([0, 8], { epoch: 0 }), await direct.batch([1, 9], { epoch: 1 })]
    const loader = opened({ dataset, ahead: 2 })
    await loader.batch([20]) // the workers have started
    loader.prefetch(plan)
    await new Promise(setImmediate) // the batches are on their way to the workers
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000)
    for (const row of [0, 8, 1, 9]) unlinkSync(pathOf(dataset, row))
    expect(await loader.batch([0, 8], { epoch: 0, step: 0 })).toEqual(expected[0])
    expect(await loader.batch([1, 9], { epoch: 1, step: 1 })).toEqual(expected[1])
    expect(loader.skipped).toEqual([])
    // Another batch than the one that was planned for the step: it is made anew.
    expect(await loader.batch([3], { epoch: 0, step: 2 })).toEqual(await direct.batch([3], { epoch: 0 }))
    await loader.batch([4], { epoch: 0, step: 99 })
  })

  it('lists every kind of broken file once, and puts another image of the class in its place', async () => {
    const dataset = await photos()
    const whole = sharp(
      Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * 7919) % 251),
      {
        raw: { width: 64, height: 64, channels: 3 },
      },
    )
    const jpeg = await whole.jpeg().toBuffer()
    writeFileSync(pathOf(dataset, 0), 'text')
    writeFileSync(pathOf(dataset, 1), jpeg.subarray(0, jpeg.length / 2))
    writeFileSync(pathOf(dataset, 2), '')
    unlinkSync(pathOf(dataset, 3))
    unlinkSync(pathOf(dataset, 4))
    mkdirSync(pathOf(dataset, 4))
    writeFileSync(pathOf(dataset, 5), await bomb())
    writeFileSync(pathOf(dataset, 6), await whole.png().toBuffer()) // only its name is wrong: it is read
    const told: string[] = []
    const loader = opened({ dataset, labels: labelsOf(dataset), onSkipped: ({ name }) => told.push(name) })
    const batch = await loader.batch([0, 1, 2, 3, 4, 5, 10])
    const reasons = new Map(loader.skipped.map(({ name, reason }) => [name, reason]))
    expect([...reasons.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5].map((i) => `a/${i}.jpg`))
    for (const i of [0, 1, 2]) expect(reasons.get(`a/${i}.jpg`)).toMatch(/^the file must be a whole image, got/)
    expect(reasons.get('a/3.jpg')).toMatch(/^the file must be readable, got ENOENT/)
    expect(reasons.get('a/4.jpg')).toMatch(/^the file must be a regular file/)
    expect(reasons.get('a/5.jpg')).toMatch(/^an image may have at most 268435456 pixels, got '20000 x 20000'/)
    // Rows 6 and 7 are what the class has left.
    const left = [await loader.batch([6]), await loader.batch([7])].map((image) => Buffer.from(image).toString('hex'))
    const seen = [0, 1, 2, 3, 4, 5].map((slot) => Buffer.from(part(batch, slot)).toString('hex'))
    expect(new Set(seen)).toEqual(new Set(left))
    expect(await loader.batch([0, 1, 2, 3, 4, 5, 10])).toEqual(batch)
    expect(told).toHaveLength(6)
    // The same where it is not known before which are broken, and in another order of finding out.
    const anew = opened({ dataset, labels: labelsOf(dataset), workers: 3 })
    expect(await anew.batch([0, 1, 2, 3, 4, 5, 10])).toEqual(batch)
  })

  it('fails on the first broken file where it is strict, and where a class has no image that can be read', async () => {
    const dataset = await photos()
    for (let row = 0; row < 8; row++) writeFileSync(pathOf(dataset, row), 'text')
    const strict = opened({ dataset, strict: true })
    await expect(strict.batch([0, 9])).rejects.toThrow(/^a\/0.jpg: the file must be a whole image/)
    const loader = opened({ dataset, labels: labelsOf(dataset) })
    await expect(loader.batch([9, 2])).rejects.toThrow(
      /no image of the class of 'a\/2.jpg' can be read: the file must be a whole image.*leave the class out/,
    )
    expect(await loader.batch([9])).toHaveLength(stride)
  })

  it('reads bytes and grey pixels like files; bytes that cannot be read are skipped', async () => {
    const files = await photos()
    const png = await sharp(Uint8Array.of(0, 80, 160, 240), { raw: { width: 2, height: 2, channels: 1 } })
      .png()
      .toBuffer()
    const sources = [
      { kind: 'bytes', read: async () => png },
      { kind: 'grey', pixels: Uint8Array.of(0, 80, 160, 240), width: 2, height: 2 },
    ] as const
    const dataset = { ...files, size: 2, names: ['bytes', 'grey'], source: (i: number) => sources[i]! }
    for (const workers of [0, 1]) {
      const loader = opened({ dataset, augment: [], form: { width: 2, height: 2, channels: 1 }, workers })
      expect([...(await loader.batch([0, 1]))]).toEqual([0, 80, 160, 240, 0, 80, 160, 240])
    }
  })

  it('says so where a worker ends, and does not hang', async () => {
    const folder = temporary()
    cpSync(built, folder, { recursive: true, verbatimSymlinks: true })
    const dataset = await photos()
    const broken = { 'process.exit(3)': 'exit code 3', 'throw new Error("no memory")': 'no memory' }
    for (const [program, reason] of Object.entries(broken)) {
      writeFileSync(
        join(folder, 'data/loader/worker.js'),
        `import { parentPort } from 'node:worker_threads'\nparentPort.on('message', () => { ${program} })`,
      )
      const loader = (await load(folder))({ dataset, form, seed: 1, workers: 2 })
      const rule = new RegExp(`loader: its worker threads must go on working, and one ended, got .*${reason}`)
      await expect(loader.batch([0, 1])).rejects.toThrow(rule)
      await expect(loader.batch([0, 1])).rejects.toThrow(rule)
      await loader.close()
    }
  })

  it('ends what is under way when it is closed', async () => {
    const dataset = await photos()
    for (const workers of [0, 2]) {
      const loader = opened({ dataset, workers })
      const waiting = [loader.batch(Array.from({ length: 24 }, (_, i) => i)), loader.batch([1])]
      const ended = Promise.allSettled(waiting)
      await loader.close()
      await loader.close()
      for (const one of await ended)
        if (one.status === 'rejected') expect(String(one.reason)).toMatch('loader: was closed; open another')
      await expect(loader.batch([0])).rejects.toThrow('loader: was closed')
    }
  })

  it('keeps no process alive, closed or not, while a batch that is waited for does', async () => {
    const dataset = await photos()
    const root = join(pathOf(dataset, 0), '../..')
    for (const close of ['await loader.close()', '']) {
      const main = join(temporary(), 'main.mjs')
      writeFileSync(
        main,
        `const { openLoader } = await import(${JSON.stringify(join(built, 'data/loader/openLoader.js'))})
         const { imageFolder } = await import(${JSON.stringify(join(built, 'data/formats/imageFolder.js'))})
         const dataset = await imageFolder(${JSON.stringify(root)})
         const loader = openLoader({ dataset, form: ${JSON.stringify(form)}, seed: 1, workers: 2 })
         loader.prefetch((step) => ({ rows: [step % 24], epoch: 0 }))
         console.log((await loader.batch([0, 1])).length)
         ${close}`,
      )
      const { stdout, stderr, status } = spawnSync(process.execPath, [main], { encoding: 'utf8', timeout: 50_000 })
      expect({ stdout, stderr, status }).toEqual({ stdout: `${2 * stride}\n`, stderr: '', status: 0 })
    }
  })

  it('needs no more memory after many batches than after some', async () => {
    const dataset = await photos()
    const loader = opened({ dataset, form: { width: 128, height: 128, channels: 3 } })
    const rows = Array.from({ length: 24 }, (_, i) => i)
    loader.prefetch((step) => ({ rows, epoch: step }))
    const resident: number[] = []
    for (let step = 0; step < 90; step++) {
      await loader.batch(rows, { epoch: step, step })
      if (step % 30 === 29) resident.push(process.memoryUsage().rss / 2 ** 20)
    }
    // Sixty batches are 71 MB.
    expect(resident.at(-1)! - resident[0]!).toBeLessThan(40)
  })

  it('fails on rows that there are not, and on options that make no sense', async () => {
    const dataset = await photos()
    await expect(opened({ dataset }).batch([24])).rejects.toThrow('loader: rows go from 0 to 23, got 24')
    await expect(opened({ dataset }).batch([0.5])).rejects.toThrow('got 0.5')
    const bad: [Partial<LoaderOptions>, string][] = [
      [{ form: { ...form, width: 0 } }, 'width of its images must be a whole number of pixels, got 0'],
      [{ workers: -1 }, 'workers must be a whole number, got -1'],
      [{ ahead: 1.5 }, 'ahead must be a whole number, got 1.5'],
      [{ labels: [1] }, 'labels must be one for each of the 24 images, got 1'],
      [{ augment: [randomHorizontalFlip(), randomResizedCrop()] }, 'at most one resize, then at most one crop'],
    ]
    for (const [options, message] of bad) expect(() => opened({ dataset, ...options })).toThrow(message)
  })
})

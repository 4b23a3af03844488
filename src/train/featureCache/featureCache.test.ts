import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { compile } from '../../compile.testing.ts'
import type { Dataset } from '../../data/dataset.ts'
import { imageFolder } from '../../data/formats/imageFolder.ts'
import { plain, temporary } from '../../data/images.testing.ts'
import type { Backbone } from '../../runtime/backbone.ts'
import { openBackbone } from '../../runtime/backbone.ts'
import { meansModel } from '../../runtime/meansModel.testing.ts'
import { type Extracted, extractFeatures } from '../extractFeatures.ts'
import { cacheEntries } from './cacheEntries.ts'
import type { FeatureCacheOptions } from './openFeatureCache.ts'

const size = 150
let model = ''

/** Images of one grey each, of which every seventh does not decode. */
function greys(change: (i: number) => number = (i) => i): Dataset {
  return {
    name: 'greys',
    size,
    names: Array.from({ length: size }, (_, i) => String(i)),
    levels: [],
    splits: null,
    source: (i) =>
      i % 7 === 3
        ? { kind: 'bytes', read: async () => Uint8Array.of(change(i)) }
        : { kind: 'grey', pixels: new Uint8Array(8).fill(change(i)), width: 4, height: 2 },
    skipped: [],
  }
}

let backbone: Backbone
beforeAll(async () => {
  const place = fs.mkdtempSync(join(tmpdir(), 'nearkin-features-'))
  model = meansModel(join(place, 'means.onnx'), ['N', 3, 16, 16])
  backbone = await openBackbone(model)
  return async () => {
    await backbone.close()
    fs.rmSync(place, { recursive: true })
  }
})

let [folder, said] = ['', [] as string[]]
let cache: FeatureCacheOptions
beforeEach(() => {
  folder = join(temporary(), 'features')
  said = []
  cache = { folder, say: (text) => said.push(text) }
})

/** What is the same where the same was made or read. */
const contents = ({ data, pixels: { data: pictures, kept, skipped } }: Extracted) => ({
  data,
  pictures: createHash('sha256').update(pictures).digest('hex'),
  kept,
  skipped,
})

/** Of a backbone that counts what it is shown. */
function counting(one: Backbone): { backbone: Backbone; shown: () => number } {
  let shown = 0
  const features: Backbone['features'] = (images) => {
    shown += images.length
    return one.features(images)
  }
  return { backbone: { ...one, features }, shown: () => shown }
}

const blocks = (): string[] => {
  const [entry] = fs.readdirSync(folder)
  return fs
    .readdirSync(join(folder, entry!))
    .filter((name) => name.endsWith('.safetensors'))
    .map((name) => join(folder, entry!, name))
}

describe('extractFeatures with a cache', () => {
  it('gives the same from the cache as without one, and the backbone sees nothing again', async () => {
    const without = await extractFeatures(greys(), backbone)
    expect(without.cached).toEqual({ images: 0, folder: undefined })
    const first = await extractFeatures(greys(), backbone, { cache })
    expect(contents(first)).toEqual(contents(without))
    expect(first.pixels.skipped).toHaveLength(21)
    const { backbone: watched, shown } = counting(backbone)
    const seen: number[] = []
    const second = await extractFeatures(greys(), watched, { cache, onProgress: (done) => seen.push(done) })
    expect(contents(second)).toEqual(contents(without))
    expect(second.cached).toEqual({ images: size, folder: join(folder, fs.readdirSync(folder)[0]!) })
    expect([shown(), seen]).toEqual([0, [64, 128, 150]])
    expect(said).toEqual([])
  })

  it('makes anew what depends on anything that changed', async () => {
    const other = await openBackbone(model, { output: 'twice' })
    const darker = await openBackbone(model, { mean: [0, 0, 0] })
    const calls: [Dataset, Backbone, { fit?: 'fill' }][] = [
      [greys(), backbone, {}],
      [greys((i) => (i === 149 ? 7 : i)), backbone, {}],
      [greys((i) => (i === 3 ? 7 : i)), backbone, {}],
      [{ ...greys(), names: greys().names.map((name) => `${name}.png`) }, backbone, {}],
      [greys(), other, {}],
      [greys(), darker, {}],
      [greys(), backbone, { fit: 'fill' }],
    ]
    for (const [dataset, one, options] of calls)
      expect((await extractFeatures(dataset, one, { ...options, cache })).cached.images).toBe(0)
    expect(fs.readdirSync(folder)).toHaveLength(calls.length)
    await Promise.all([other.close(), darker.close()])
  })

  it('does not mind new labels, nor a folder that was moved', async () => {
    const root = join(temporary(), 'photos')
    fs.mkdirSync(join(root, 'a'), { recursive: true })
    fs.writeFileSync(join(root, 'a', '1.png'), await plain(8, 8, '#202020'))
    await extractFeatures(await imageFolder(root), backbone, { cache })
    fs.renameSync(root, `${root} moved`)
    const moved = await imageFolder(`${root} moved`)
    expect((await extractFeatures({ ...moved, levels: [] }, backbone, { cache })).cached.images).toBe(1)
  })

  it('makes a damaged block anew and says so, whatever is wrong with it', async () => {
    const { data, ...rest } = contents(await extractFeatures(greys(), backbone, { cache }))
    const whole = blocks().map((path) => fs.readFileSync(path))
    const wrong: readonly ((bytes: Buffer) => Uint8Array)[] = [
      (bytes) => bytes.subarray(0, bytes.length - 1),
      () => new Uint8Array(),
      (bytes) => bytes.map((byte, i) => (i === bytes.length - 10 ? byte ^ 1 : byte)),
      (bytes) => bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte)),
      () => whole[0]!,
    ]
    for (const [i, damage] of wrong.entries()) {
      const path = blocks()[1]!
      fs.writeFileSync(path, damage(whole[1]!))
      const { backbone: watched, shown } = counting(backbone)
      const again = await extractFeatures(greys(), watched, { cache })
      expect(contents(again)).toEqual({ data, ...rest })
      expect(shown()).toBe(55)
      expect(said).toHaveLength(i + 1)
      expect(said[i]).toMatch(/000001\.safetensors.*\(made anew\)$/)
      expect(fs.readFileSync(path)).toEqual(whole[1])
    }
  })

  it('goes on without keeping where nothing can be written, and says why', async () => {
    const without = contents(await extractFeatures(greys(), backbone))
    fs.writeFileSync(folder, 'a file')
    expect(contents(await extractFeatures(greys(), backbone, { cache }))).toEqual(without)
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/^features are not kept from here on: .* a folder is wanted where a file lies/)
    fs.rmSync(folder)
    const vanishing: Backbone = {
      ...backbone,
      features(images) {
        fs.rmSync(folder, { recursive: true, force: true })
        return backbone.features(images)
      },
    }
    expect(contents(await extractFeatures(greys(), vanishing, { cache }))).toEqual(without)
    expect(said[1]).toMatch(/^features are not kept from here on: .* its folder must exist/)
    expect(said).toHaveLength(2)
  })

  it('keeps no more than the limit: what was used longest ago goes first', async () => {
    const one = 150 * (12 + 16 * 16 * 3)
    for (const [i, time] of [3000, 1000, 2000].entries()) {
      await extractFeatures(
        greys((at) => (at === 0 ? i : at)),
        backbone,
        { cache },
      )
      const newest = cacheEntries(folder)[0]!
      fs.utimesSync(join(newest.folder, 'about.json'), time, time)
    }
    const before = cacheEntries(folder)
    expect(before.map(({ used }) => used)).toEqual([3e6, 2e6, 1e6])
    expect(before[0]!.about).toMatchObject({ dataset: 'greys', images: 150, dimension: 3, output: 'means' })
    const limit = 2 * before[0]!.bytes + one
    await extractFeatures(
      greys((at) => (at === 0 ? 9 : at)),
      backbone,
      { cache: { ...cache, limit } },
    )
    const after = cacheEntries(folder)
    expect(after.slice(1).map(({ key }) => key)).toEqual(before.slice(0, 2).map(({ key }) => key))
    expect(said).toEqual(['the cache is full: the features of greys are removed from it'])
    await extractFeatures(
      greys((at) => (at === 0 ? 10 : at)),
      backbone,
      { cache: { ...cache, limit: one - 1 } },
    )
    expect(said[1]).toMatch(/^features of greys would take .* GiB and .* GiB may be kept: they are not$/)
    expect(cacheEntries(folder)).toHaveLength(3)
  })

  it('is safe for two at once, who find what the other made', async () => {
    const counts = [counting(backbone), counting(backbone)]
    const both = await Promise.all(counts.map((one) => extractFeatures(greys(), one.backbone, { cache })))
    expect(contents(both[0]!)).toEqual(contents(both[1]!))
    expect(blocks()).toHaveLength(3)
    expect((await extractFeatures(greys(), backbone, { cache })).cached.images).toBe(size)
  })

  it('goes on after a kill, to the same bytes', async () => {
    const whole = contents(await extractFeatures(greys(), backbone, { cache: { ...cache, folder: `${folder} whole` } }))
    const built = await compile(['train/extractFeatures.ts'])
    const main = join(built, 'main.mjs')
    // Slow from the third block on, and there it is killed.
    fs.writeFileSync(
      main,
      `import { extractFeatures } from './train/extractFeatures.js'
       import { openBackbone } from './runtime/backbone.js'
       const backbone = await openBackbone(${JSON.stringify(model)})
       const dataset = { name: 'greys', size: ${size}, names: Array.from({ length: ${size} }, (_, i) => String(i)), source: (i) =>
         i % 7 === 3
           ? { kind: 'bytes', read: async () => Uint8Array.of(i) }
           : { kind: 'grey', pixels: new Uint8Array(8).fill(i), width: 4, height: 2 } }
       const slow = { ...backbone, async features(images) {
         if (images[0][0] > 128) await new Promise((resolve) => setTimeout(resolve, 60_000))
         return backbone.features(images)
       } }
       await extractFeatures(dataset, slow, { cache: { folder: ${JSON.stringify(folder)} }, onProgress: (done) => console.log(done) })`,
    )
    const child = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'inherit'] })
    for await (const text of child.stdout) if (String(text).includes('128\n')) break
    child.kill('SIGKILL')
    await once(child, 'exit')
    fs.rmSync(built, { recursive: true })
    const { backbone: watched, shown } = counting(backbone)
    const again = await extractFeatures(greys(), watched, { cache })
    expect(contents(again)).toEqual(whole)
    expect([again.cached.images, shown()]).toEqual([128, 19])
    const [one, other] = [folder, `${folder} whole`].map((place) => fs.readdirSync(place))
    expect(one).toEqual(other)
    for (const path of blocks())
      expect(fs.readFileSync(path)).toEqual(fs.readFileSync(path.replace(folder, `${folder} whole`)))
  })
})

import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, normalize } from 'node:path'
import { promisify } from 'node:util'
import { env, pipeline } from '@huggingface/transformers'
import type * as Web from 'onnxruntime-web'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shared } from '../src/data/shared.testing.ts'
import { openSession } from '../src/runtime/session.ts'
import { bytes } from '../src/tensor/array.ts'
import type { Program } from './program/program.ts'
import { program } from './program/program.ts'
import { kinds, picture, tiny } from './program/tree.ts'
import { root } from './project/sources.ts'

let nearkin: Program
let folder: string
/** In the size of the run, and in another. */
let exact: string
let larger: string

beforeAll(async () => {
  nearkin = await program()
  await kinds(join(nearkin.folder, 'data'))
  expect(await nearkin.run(['train', 'data', '--out', 'run', ...tiny])).toMatchObject({ code: 0 })
  expect(await nearkin.run(['export', 'run', '--out', 'models/export'])).toMatchObject({ code: 0 })
  folder = join(nearkin.folder, 'models/export')
  exact = join(nearkin.folder, 'exact.png')
  larger = join(nearkin.folder, 'larger.png')
  writeFileSync(exact, await picture('a/x', 3))
  writeFileSync(
    larger,
    await sharp(await picture('b/x', 1, 61))
      .resize(61, 47, { fit: 'cover' })
      .png()
      .toBuffer(),
  )
}, 240_000)
afterAll(() => nearkin.remove())

/** The pixels of an image as they are. */
const pixelsIn = async (image: string | Uint8Array) => {
  const { data, info } = await sharp(image).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  return { data: new Uint8Array(data), width: info.width, height: info.height }
}

/** What onnxruntime-node makes of an image. */
async function ours(model: string, image: string | Uint8Array): Promise<number[]> {
  const { data, width, height } = await pixelsIn(image)
  const session = await openSession(readFileSync(model))
  try {
    const { embeddings } = await session.run({ images: bytes(data, [1, height, width, 3]) })
    return [...(embeddings!.data as Float32Array)]
  } finally {
    await session.close()
  }
}

const farthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  a.length === b.length ? Math.max(...Array.from(a, (x, i) => Math.abs(x - b[i]!))) : Number.POSITIVE_INFINITY
const cosine = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a, (x, i) => x * b[i]!).reduce((sum, x) => sum + x, 0)

const files = { float32: 'nearkin.onnx', float16: 'nearkin_fp16.onnx', int8: 'nearkin_int8.onnx' }

describe('an export in transformers.js', () => {
  const embedIn = async (path: string, dtype: 'fp32' | 'fp16' | 'q8') => {
    env.allowRemoteModels = false
    env.localModelPath = join(path, '..')
    const extract = await pipeline('image-feature-extraction', 'export', { dtype })
    return {
      of: async (image: string) => {
        const result = await extract(image)
        return result.data as Float32Array
      },
      close: () => extract.dispose(),
    }
  }

  for (const [precision, dtype] of [
    ['float32', 'fp32'],
    ['float16', 'fp16'],
    ['int8', 'q8'],
  ] as const)
    it(`loads by its name and gives the same embedding to 1e-4: ${dtype}`, async () => {
      const extract = await embedIn(folder, dtype)
      expect(farthest(await extract.of(exact), await ours(join(folder, files[precision]), exact))).toBeLessThan(1e-4)
      await extract.close()
    })

  it('resizes and crops as the model does, to a pixel of the crop: a cosine above 0.99', async () => {
    const extract = await embedIn(folder, 'fp32')
    expect(cosine(await extract.of(larger), await ours(join(folder, files.float32), larger))).toBeGreaterThan(0.99)
    await extract.close()
  })

  const photo = shared('data/grocery/test/Fruit/Apple/Golden-Delicious/Golden-Delicious_001.jpg')
  it.skipIf(!photo)('agrees on a real photo too (needs the shared data: set NEARKIN_SHARED)', async () => {
    const extract = await embedIn(folder, 'fp32')
    expect(cosine(await extract.of(photo!), await ours(join(folder, files.float32), photo!))).toBeGreaterThan(0.999)
    await extract.close()
  })
})

describe('the programs in the model card', () => {
  it('run in Node.js as they stand there', async () => {
    const card = readFileSync(join(folder, 'README.md'), 'utf8')
    const [, code] = /In Node\.js:\n\n```js\n([\s\S]*?)```/.exec(card)!
    const place = join(nearkin.folder, 'user')
    mkdirSync(place)
    copyFileSync(join(folder, files.float32), join(place, files.float32))
    symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'))
    writeFileSync(join(place, 'use.mjs'), code!)
    copyFileSync(larger, join(place, 'photo.jpg'))
    const { stdout } = await promisify(execFile)(process.execPath, ['use.mjs'], { cwd: place })
    const said = JSON.parse(stdout.replaceAll('\n', '')) as number[]
    expect(farthest(said, await ours(join(folder, files.float32), larger))).toBeLessThan(1e-4)
  }, 120_000)
})

/** A page in which the runtime lies: of WebAssembly alone, which loads sooner, or with all that it has. */
const loader = (provider: string): string => `<!doctype html><title>x</title><script type="module">
globalThis.ort = await import(location.origin + '/ort/ort.${provider === 'wasm' ? 'wasm' : 'all'}.min.mjs')
</script>`

/** Loading and compiling the runtime takes long on a machine that does other things too. */
const patient = 300_000

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

describe.skipIf(!existsSync(executablePath))('an export in a browser (needs chromium: set CHROMIUM)', () => {
  let server: Server
  let browser: Browser
  let url: string

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = normalize(decodeURIComponent(new URL(request.url!, 'http://localhost').pathname))
      const file = path.startsWith('/ort/')
        ? join(root, 'node_modules/onnxruntime-web/dist', path.slice(5))
        : join(folder, path)
      if (path === '/wasm' || path === '/webgpu')
        return response.setHeader('content-type', 'text/html').end(loader(path.slice(1)))
      if (!existsSync(file)) return response.writeHead(404).end()
      const type = file.endsWith('.mjs') ? 'text/javascript' : file.endsWith('.wasm') ? 'application/wasm' : 'x/y'
      return response.setHeader('content-type', type).end(readFileSync(file))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://localhost:${(server.address() as AddressInfo).port}/`
    browser = await chromium.launch({
      executablePath,
      args: [
        ...['--no-sandbox', '--headless=new', '--enable-unsafe-webgpu'],
        ...['--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan'],
      ],
    })
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  /** What the browser makes of images; each of them alone. */
  async function inBrowser(
    provider: 'wasm' | 'webgpu',
    model: string,
    images: readonly string[],
  ): Promise<number[][] | null> {
    const pixels = await Promise.all(images.map(pixelsIn))
    const page = await browser.newPage()
    page.setDefaultTimeout(patient)
    try {
      await page.goto(url + provider)
      await page.waitForFunction(() => 'ort' in globalThis)
      return await page.evaluate(
        async ({ provider, model, pixels }) => {
          const { ort } = globalThis as unknown as { ort: typeof Web }
          if (provider === 'webgpu') {
            const gpu = (navigator as { gpu?: { requestAdapter(): Promise<unknown> } }).gpu
            if (!(await gpu?.requestAdapter())) return null
          }
          ort.env.wasm.wasmPaths = '/ort/'
          ort.env.wasm.numThreads = 1
          const session = await ort.InferenceSession.create(`/${model}`, { executionProviders: [provider] })
          const all: number[][] = []
          for (const { data, width, height } of pixels) {
            const images = new ort.Tensor('uint8', Uint8Array.from(data), [1, height, width, 3])
            const { embeddings } = await session.run({ images })
            all.push(Array.from((await embeddings!.getData()) as Float32Array))
          }
          return all
        },
        { provider, model, pixels: pixels.map((one) => ({ ...one, data: [...one.data] })) },
      )
    } finally {
      await page.close()
    }
  }

  const demandSame = async (file: string, images: readonly string[], theirs: readonly number[][]): Promise<void> => {
    for (const [i, image] of images.entries())
      expect(farthest(theirs[i]!, await ours(join(folder, file), image))).toBeLessThan(1e-4)
  }

  for (const [precision, file] of Object.entries(files))
    it(
      `gives the same embedding to 1e-4 by WebAssembly, resized inside too: ${precision}`,
      async () => {
        await demandSame(file, [exact, larger], (await inBrowser('wasm', file, [exact, larger]))!)
      },
      patient,
    )

  it(
    'gives the same embedding to 1e-4 by WebGPU, and where it resizes to what one grey level makes',
    async ({ skip }) => {
      const theirs = await inBrowser('webgpu', files.float32, [exact, larger])
      skip(theirs === null, 'this browser has no WebGPU adapter')
      await demandSame(files.float32, [exact], theirs!)
      // Another order of additions may round a pixel that lies between two levels to the other one.
      expect(farthest(theirs![1]!, await ours(join(folder, files.float32), larger))).toBeLessThan(2e-3)
    },
    patient,
  )
})

import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { file, serve, type TestServer } from '../download/server.testing.ts'
import { temporary } from '../images.testing.ts'
import { findKnownBackbone } from './findKnownBackbone.ts'
import type { KnownBackbone } from './knownBackbone.ts'
import { knownBackbones } from './knownBackbones.ts'
import { backbonePath, resolveBackbone } from './resolveBackbone.ts'

const bytes = new TextEncoder().encode('not really a model')

let [cache, server] = ['', undefined as TestServer | undefined]
beforeEach(() => {
  cache = temporary()
})
afterEach(() => server?.close())

async function list(): Promise<readonly KnownBackbone[]> {
  server = await serve(file(bytes))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return [
    { ...knownBackbones[0]!, name: 'tiny', bytes: bytes.length, sha256, url: `${server.url}/some/where.bin` },
    ...knownBackbones,
  ]
}

describe('resolveBackbone', () => {
  it('gives a file that is there as it is, and asks nobody', async () => {
    const path = join(cache, 'mobilenetv2')
    fs.writeFileSync(path, 'a file of one’s own')
    expect(await resolveBackbone(path, { cache })).toBe(path)
    expect(fs.readdirSync(cache)).toEqual(['mobilenetv2'])
  })

  it('fetches a known name into the cache, once', async () => {
    const known = await list()
    const path = await resolveBackbone('tiny', { list: known, cache, mirror: undefined })
    expect(path).toBe(join(cache, 'backbones', `tiny-${known[0]!.sha256.slice(0, 8)}`, 'tiny.onnx'))
    expect(path).toBe(backbonePath(known[0]!, cache))
    expect(fs.readFileSync(path)).toEqual(Buffer.from(bytes))
    expect(await resolveBackbone('tiny', { list: known, cache, mirror: undefined })).toBe(path)
    expect(server!.ranges).toHaveLength(1)
  })

  it('takes a file that was put there by hand, and fetches again one that was damaged', async () => {
    const known = await list()
    const path = backbonePath(known[0]!, cache)
    fs.mkdirSync(join(path, '..'), { recursive: true })
    fs.writeFileSync(path, bytes)
    await resolveBackbone('tiny', { list: known, cache })
    expect(server!.ranges).toEqual([])
    const said: string[] = []
    for (const damaged of [bytes.slice(1), bytes.map((byte) => byte ^ 1)]) {
      fs.writeFileSync(path, damaged)
      await resolveBackbone('tiny', { list: known, cache, say: (text) => said.push(text) })
      expect(fs.readFileSync(path)).toEqual(Buffer.from(bytes))
    }
    expect(server!.ranges).toHaveLength(2)
    expect(said).toEqual([1, 2].map(() => `${path} is not the file that it was: fetching it again`))
  })

  it('asks a mirror where one is named', async () => {
    const [tiny] = await list()
    const asked: string[] = []
    const mirror = await serve((request, response) => {
      asked.push(request.url!)
      response.end(bytes)
    })
    const known = [{ ...tiny!, url: 'https://example.invalid/tiny.onnx' }]
    await resolveBackbone('tiny', { list: known, cache, mirror: `${mirror.url}/models/` })
    expect(asked).toEqual(['/models/tiny.onnx'])
    await mirror.close()
  })

  it('names the closest of what is known, and knows a path from a name', async () => {
    await expect(resolveBackbone('dino-small', { cache })).rejects.toThrow(
      "--backbone: must be an ONNX file that exists, or the name of a known backbone, got 'dino-small'; did you mean 'dinov2-small'? known are mobilenetv2,",
    )
    await expect(resolveBackbone('models/own.onnx', { cache })).rejects.toThrow(
      "--backbone: the file must exist, got 'models/own.onnx'; check the path, or name one of mobilenetv2",
    )
    await expect(resolveBackbone(cache, { cache })).rejects.toThrow('the file must exist')
    expect(fs.readdirSync(cache)).toEqual([])
  })
})

describe('knownBackbones', () => {
  it('are found by name and by the hash of their file', () => {
    for (const one of knownBackbones) {
      expect(findKnownBackbone(one.name)).toBe(one)
      expect(findKnownBackbone(one.sha256)).toBe(one)
    }
    expect(findKnownBackbone('none')).toBeUndefined()
  })
})

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { createServer } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compile } from '../../compile.testing.ts'
import { random } from '../../random.ts'
import { temporary } from '../images.testing.ts'
import { download } from './download.ts'
import type { DownloadOptions, Remote } from './remote.ts'
import { file, type Reply, serve, status, type TestServer } from './server.testing.ts'

const generator = random('download')
const bytes = Uint8Array.from({ length: 300_000 }, () => Math.floor(256 * generator.uniform()))
const changed = bytes.map((byte, i) => (i === 250_000 ? byte ^ 1 : byte))
const sha256 = createHash('sha256').update(bytes).digest('hex')

let [folder, path, said] = ['', '', [] as string[]]
let server: TestServer | undefined
beforeEach(() => {
  folder = join(temporary(), 'model-1234')
  path = join(folder, 'model.onnx')
  said = []
})
afterEach(() => server?.close())

const remoteAt = (url: string): Remote => ({ name: 'model', url, bytes: bytes.length, sha256 })

async function fetched(replies: readonly Reply[], options: DownloadOptions = {}): Promise<void> {
  server = await serve(...replies)
  await download(remoteAt(server.url), path, { pause: 0.001, stall: 5, say: (text) => said.push(text), ...options })
}

/** What an earlier download left. */
function left(part: Uint8Array, etag?: string): void {
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(`${path}.part`, part)
  if (etag) fs.writeFileSync(`${path}.part.json`, JSON.stringify({ etag }))
}

const whole = () => {
  expect(createHash('sha256').update(fs.readFileSync(path)).digest('hex')).toBe(sha256)
  expect(fs.readdirSync(folder)).toEqual(['model.onnx'])
}

describe('download', () => {
  it('fetches a whole file with progress, and leaves nothing else', async () => {
    const seen: number[] = []
    await fetched([file(bytes)], { onProgress: (done, total) => seen.push(done / total) })
    whole()
    expect(seen.at(-1)).toBe(1)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(server!.ranges).toEqual([null])
  })

  it('goes on from where the connection broke, as often as it breaks', async () => {
    const cut = file(bytes, { etag: '"1"', most: 40_000 })
    await fetched([cut])
    whole()
    expect(server!.ranges.length).toBeGreaterThan(6)
    expect(server!.ranges[1]).toMatch(/^bytes=[1-9]\d*-$/)
    expect(said[0]).toMatch(/^model: .+; trying again$/)
  })

  it('goes on from what an earlier one left, and begins anew where the server has another version', async () => {
    left(bytes.subarray(0, 100_000), '"1"')
    await fetched([file(bytes, { etag: '"1"' })])
    whole()
    expect(server!.ranges).toEqual(['bytes=100000-'])
    await server!.close()
    fs.rmSync(path)
    left(changed.subarray(0, 260_000), '"old"')
    await fetched([file(bytes, { etag: '"new"' })])
    whole()
    expect(server!.ranges).toEqual(['bytes=260000-'])
  })

  it('begins anew once where the parts do not fit, as the server gave no version to tell by', async () => {
    left(changed.subarray(0, 260_000))
    await fetched([file(bytes)])
    whole()
    expect(server!.ranges).toEqual(['bytes=260000-', null])
    expect(said).toEqual(['the parts of model do not fit together: beginning anew'])
  })

  it('takes the whole from a server that passes over Range, or that starts elsewhere', async () => {
    left(bytes.subarray(0, 100_000))
    await fetched([(_, response) => void response.end(bytes)])
    whole()
    await server!.close()
    fs.rmSync(path)
    left(bytes.subarray(0, 100_000))
    const elsewhere = { 'content-range': `bytes 5-${bytes.length - 1}/${bytes.length}` }
    await fetched([(_, response) => void response.writeHead(206, elsewhere).end(bytes.subarray(5)), file(bytes)])
    whole()
    expect(server!.ranges).toEqual(['bytes=100000-', null])
  })

  it('only checks what came whole before it was renamed, and drops what is longer than the file', async () => {
    left(bytes)
    await fetched([status(500)])
    whole()
    expect(server!.ranges).toEqual([])
    await server!.close()
    fs.rmSync(path)
    left(new Uint8Array(bytes.length + 1))
    await fetched([file(bytes)])
    whole()
    expect(server!.ranges).toEqual([null])
  })

  it('deletes a file of another checksum, and says so', async () => {
    await expect(fetched([file(changed)])).rejects.toThrow(
      new RegExp(`the file of 'model' must have SHA-256 ${sha256}, so what was fetched is deleted, got '[0-9a-f]{64}'`),
    )
    expect(fs.readdirSync(folder)).toEqual([])
  })

  it('deletes a file of another size before it is fetched', async () => {
    await expect(fetched([file(bytes.subarray(1))])).rejects.toThrow(
      "the file of 'model' must have 300000 bytes, got '299999 bytes'",
    )
    expect(fs.readdirSync(folder)).toEqual([])
  })

  it('ends at once where more comes than the file has, though no length was told', async () => {
    let sent = 0
    const endless: Reply = (_, response) => {
      const more = (): void => {
        sent += 1e5
        if (!response.destroyed) response.write(new Uint8Array(1e5), more)
      }
      more()
    }
    await expect(fetched([endless])).rejects.toThrow("got 'more than 300000 bytes'")
    expect(sent).toBeLessThan(1e8)
    expect(fs.readdirSync(folder)).toEqual([])
  })

  it('tries again where the server is busy, and gives up after five times in vain with what to do', async () => {
    await fetched([status(503), status(500), status(429, { 'retry-after': '0' }), file(bytes)])
    whole()
    expect(said[0]).toBe('model: the server answered 503; trying again')
    await server!.close()
    fs.rmSync(path)
    left(bytes.subarray(0, 10))
    await expect(fetched([status(500)])).rejects.toThrow(
      `'model' must be fetched over the network, and this failed (the server answered 500); 10 of 300000 bytes are kept, ` +
        `and the next time goes on from there; without a network, fetch that address elsewhere (300000 bytes, SHA-256 ` +
        `${sha256}) and put the file at ${path}; or name a mirror by NEARKIN_BACKBONES_URL, or a proxy by HTTPS_PROXY`,
    )
    expect(server!.ranges).toHaveLength(5)
    expect(fs.readFileSync(`${path}.part`)).toHaveLength(10)
  })

  it('does not ask again for what the server has not', async () => {
    for (const [code, remedy] of [
      [404, 'it may have moved'],
      [403, 'not given to everyone'],
    ] as const) {
      await expect(fetched([status(code)])).rejects.toThrow(
        new RegExp(`the server must have the file of 'model', and answered ${code}; .*${remedy}`),
      )
      expect(server!.ranges).toHaveLength(1)
      await server!.close()
    }
  })

  it('gives up a connection over which nothing comes, before and amid the bytes', async () => {
    const silent: Reply = () => {}
    const stalls: Reply = (_, response) => {
      response.writeHead(200, { 'content-length': bytes.length })
      response.write(bytes.subarray(0, 1000))
    }
    await fetched([silent, stalls, file(bytes)], { stall: 0.2 })
    whole()
    expect(said).toEqual(['model: nothing came for 0.2 s; trying again', 'model: nothing came for 0.2 s; trying again'])
    expect(server!.ranges).toEqual([null, null, 'bytes=1000-'])
  })

  it('follows redirections, ten at most, and never to where bytes go openly', async () => {
    await fetched([status(302, { location: '/elsewhere' }), status(307, { location: 'there' }), file(bytes)])
    whole()
    await server!.close()
    fs.rmSync(path)
    await expect(fetched([status(302, { location: '/again' })])).rejects.toThrow('may be redirected 10 times at most')
    expect(server!.ranges).toHaveLength(11)
    await server!.close()
    await expect(fetched([status(302, { location: 'http://example.invalid/model.onnx' })])).rejects.toThrow(
      /downloads go by https \(by http from this machine alone\), got 'http:\/\/example.invalid/,
    )
    for (const url of ['http://example.invalid/model.onnx', 'file:///etc/hosts', 'no address'])
      await expect(download(remoteAt(url), path)).rejects.toThrow('downloads go by https')
  })

  it('says at once what to do where nothing listens', async () => {
    server = await serve(status(200))
    const { url } = server
    await server.close()
    await expect(download(remoteAt(url), path, { say: (text) => said.push(text) })).rejects.toThrow(
      /'model' must be fetched over the network, and this failed \(.*ECONNREFUSED.*\); without a network, fetch/,
    )
    expect(said).toEqual([])
    expect(fs.readdirSync(folder)).toEqual([])
  })

  it('asks the proxy that the environment names', async () => {
    const asked: string[] = []
    const proxy = createServer((socket) =>
      socket.once('data', (data) => {
        asked.push(String(data).split('\r\n')[0]!)
        socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
      }),
    )
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const before = { ...process.env }
    Object.assign(process.env, {
      https_proxy: `http://127.0.0.1:${(proxy.address() as { port: number }).port}`,
      no_proxy: '',
    })
    try {
      await expect(download(remoteAt('https://example.invalid/m.onnx'), path, { pause: 0 })).rejects.toThrow(/502/)
      expect(asked[0]).toMatch(/^CONNECT example\.invalid:443 /)
    } finally {
      process.env = before
      proxy.close()
    }
  })

  it('keeps what came where it is stopped', async () => {
    const stop = new AbortController()
    await expect(
      fetched([file(bytes, { most: 1000 }), () => setTimeout(() => stop.abort(), 20)], { signal: stop.signal }),
    ).rejects.toThrow("fetching 'model' was stopped after 1000 of 300000 bytes; ask for it again to go on from there")
    expect(fs.readdirSync(folder).sort()).toEqual(['model.onnx.part', 'model.onnx.part.json'])
  })

  it('leaves the folder to another process that fetches into it', async () => {
    fs.mkdirSync(folder)
    fs.writeFileSync(
      join(folder, 'lock'),
      JSON.stringify({ pid: process.ppid, host: hostname(), start: '', token: 'aa' }),
    )
    await expect(fetched([file(bytes)])).rejects.toThrow(
      `one download of 'model' at a time may go on, and process ${process.ppid} does`,
    )
    expect(server!.ranges).toEqual([])
  })

  it('goes on after a process that was killed amid the bytes', async () => {
    const built = await compile(['data/download/download.ts'])
    const main = join(built, 'main.mjs')
    fs.writeFileSync(
      main,
      `import { download } from './data/download/download.js'
       await download(JSON.parse(process.argv[2]), process.argv[3], { onProgress: () => console.log('some') })`,
    )
    const stalls: Reply = (_, response) => {
      response.writeHead(200, { 'content-length': bytes.length, etag: '"1"' })
      response.write(bytes.subarray(0, 123_456))
    }
    server = await serve(stalls)
    const child = spawn(process.execPath, [main, JSON.stringify(remoteAt(server.url)), path])
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    fs.rmSync(built, { recursive: true })
    await server.close()
    const { size } = fs.statSync(`${path}.part`)
    expect(size).toBeGreaterThan(0)
    await fetched([file(bytes, { etag: '"1"' })])
    whole()
    expect(server!.ranges).toEqual([`bytes=${size}-`])
  })
})

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { knownBackbones } from '../src/data/backbones/knownBackbones.ts'
import { file, serve, type TestServer } from '../src/data/download/server.testing.ts'
import type { Program } from './program/program.ts'
import { program } from './program/program.ts'

const bytes = new TextEncoder().encode('not really a model')
let nearkin: Program
let server: TestServer
beforeAll(async () => {
  nearkin = await program()
  server = await serve(file(bytes))
  process.env.NEARKIN_CACHE = join(nearkin.folder, 'cache')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const tiny = { name: 'tiny', bytes: bytes.length, sha256, url: server.url, width: 8, height: 8, dimension: 3 }
  writeFileSync(join(nearkin.folder, 'list.json'), JSON.stringify([tiny]))
}, 120_000)
afterAll(async () => {
  delete process.env.NEARKIN_CACHE
  await server.close()
  nearkin.remove()
})

describe('nearkin backbones', () => {
  it('lists them with licence, origin and checksum, and asks nobody', async () => {
    const { code, out, err } = await nearkin.run(['backbones'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^name +MB +images +features +licence +in the cache\n/)
    const listed = JSON.parse((await nearkin.run(['backbones', '--json'])).out) as { name: string; sha256: string }[]
    expect(listed.length).toBeGreaterThanOrEqual(3)
    for (const { name, sha256 } of listed) {
      expect(out).toContain(`\n${name} `)
      expect(out).toContain(`SHA-256 ${sha256}`)
    }
    expect(existsSync(join(nearkin.folder, 'cache'))).toBe(false)
  })

  it('fetches one of a list of one’s own into the cache, and prints its path', async () => {
    const { code, out } = await nearkin.run(['backbones', 'tiny', '--list', 'list.json'])
    expect(code).toBe(0)
    expect(readFileSync(out.trim())).toEqual(Buffer.from(bytes))
    expect((await nearkin.run(['backbones', '--list', 'list.json'])).out).toMatch(/\ntiny .* yes\n/)
    const again = await nearkin.run(['backbones', 'tiny', '--list', 'list.json', '--json'])
    expect(JSON.parse(again.out)).toEqual({ name: 'tiny', path: out.trim() })
    expect(server.ranges).toEqual([null])
    expect(readdirSync(join(nearkin.folder, 'cache/backbones'))).toHaveLength(1)
  })

  it('lists what the page lists', () => {
    const page = readFileSync(new URL('../docs/backbones-by-name.md', import.meta.url), 'utf8')
    const rows = knownBackbones.map(
      (one) =>
        `| \`${one.name}\` | ${(one.bytes / 1e6).toFixed(1)} | ${one.dimension} | ${one.licence} | ${one.from} |`,
    )
    expect(page).toContain(rows.join('\n'))
  })

  it('ends with exit code 2 on a name that is not known, and with 1 on a list that is none', async () => {
    expect(await nearkin.run(['backbones', 'dinov2-smal'])).toMatchObject({
      code: 2,
      err: expect.stringContaining("did you mean 'dinov2-small'?") as string,
    })
    writeFileSync(join(nearkin.folder, 'none.json'), '{')
    expect(await nearkin.run(['backbones', '--list', 'none.json'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('none.json: must hold whole JSON') as string,
    })
  })
})

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Program } from './program/program.ts'
import { program } from './program/program.ts'

let nearkin: Program
let kept = ''
beforeAll(async () => {
  nearkin = await program()
  kept = join(nearkin.folder, 'kept')
  process.env.NEARKIN_CACHE = kept
}, 120_000)
afterAll(() => {
  delete process.env.NEARKIN_CACHE
  nearkin.remove()
})

function written(...path: string[]): void {
  mkdirSync(join(kept, ...path, '..'), { recursive: true })
  writeFileSync(join(kept, ...path), new Uint8Array(1_500_000))
}

describe('nearkin cache', () => {
  it('lists nothing where there is nothing, and makes nothing', async () => {
    const { code, out } = await nearkin.run(['cache'])
    expect({ code, out: out.trim() }).toEqual({
      code: 0,
      out: `${kept}: 0.0 MB of features, of at most 20 GiB, and 0.0 MB of backbones`,
    })
    expect(readdirSync(nearkin.folder)).not.toContain('kept')
  })

  it('lists what is kept with its size, and clears what is named, never what is not its own', async () => {
    const key = 'a'.repeat(64)
    written('features', key, '000000.safetensors')
    writeFileSync(
      join(kept, 'features', key, 'about.json'),
      JSON.stringify({ dataset: 'photos', images: 7, dimension: 384, model: '0123456789ab' }),
    )
    written('features', 'my own', 'notes')
    written('backbones', 'tiny-01234567', 'tiny.onnx')
    written('backbones', 'half-01234567', 'half.onnx.part')
    written('backbones', 'my own', 'model.onnx')
    const { out } = await nearkin.run(['cache'])
    expect(out).toMatch(/^.*: 1\.5 MB of features, of at most 20 GiB, and 3\.0 MB of backbones\n/)
    expect(out).toMatch(/\nphotos +7 +384 +01234567 +1\.5 +\d{4}-\d\d-\d\d \d\d:\d\d\n/)
    expect(out).toMatch(/\nhalf +1\.5 +a part\ntiny +1\.5\n/)
    const told = JSON.parse((await nearkin.run(['cache', '--json'])).out) as Record<string, { key?: string }[]>
    expect(told.features!.map((one) => one.key)).toEqual([key])
    expect(told.backbones).toHaveLength(2)
    expect((await nearkin.run(['cache', '--clear'])).out).toBe('removed 1 entry, 1.5 MB\n')
    expect(readdirSync(join(kept, 'features'))).toEqual(['my own'])
    expect((await nearkin.run(['cache', '--clear', 'all', '--json'])).out).toBe('{"removed":2,"bytes":3000000}\n')
    expect(readdirSync(join(kept, 'backbones'))).toEqual(['my own'])
  })

  it('ends with exit code 2 on what it does not know', async () => {
    expect(await nearkin.run(['cache', '--clear', 'everything'])).toMatchObject({ code: 2 })
  })
})

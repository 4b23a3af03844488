import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { patterned, plant } from '../data/images.testing.ts'
import { loadSamples } from './loadSamples.ts'
import { settingsOf } from './settings.ts'

let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nearkin-samples-'))
  for (const [k, kind] of ['a', 'b'].entries())
    for (let i = 0; i < 3; i++) await plant(folder, [`${kind}/${i}.png`], await patterned(100, 90, 3 * k + i))
  writeFileSync(join(folder, 'b/broken.png'), 'no image')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const settings = (given: object = {}) => settingsOf({ dataset: folder, imageSize: 80, ...given })

describe('loadSamples', () => {
  it('gives the same rows from memory and, where they are too many for it, decoded anew, with small copies to be looked at', async () => {
    const held = await loadSamples(settings())
    const streamed = await loadSamples(settings(), {}, () => {}, 1000)
    try {
      expect([held.inMemory, streamed.inMemory]).toEqual([true, false])
      expect(streamed.pixels).toMatchObject({ width: 64, height: 64 })
      expect(streamed.image).toEqual(held.image)
      const rows = [5, 0, 2]
      const [one, other] = [await held.samples(rows), await streamed.samples(rows)]
      expect(one.shape).toEqual([3, 80, 80, 3])
      expect(other).toEqual(one)
      for (const samples of [held, streamed])
        expect(samples.pixels.skipped.map(({ name }) => name)).toEqual(['b/broken.png'])
    } finally {
      await held.close()
      await streamed.close()
    }
  })

  it('ends with --strict at an image that does not decode, by its name', async () => {
    await expect(loadSamples(settings({ strict: true }))).rejects.toThrow(
      /^b\/broken\.png: .*; repair or remove it, or leave --strict out/,
    )
  })
})

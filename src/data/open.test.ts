import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { zipOf } from './formats/zip.testing.ts'
import { plain, plant, temporary } from './images.testing.ts'
import { openDataset } from './open.ts'

describe('openDataset', () => {
  it('opens a folder, whatever its name, and the benchmarks by their prefix', async () => {
    const root = join(temporary(), `mnist: it's "odd" 日本`)
    await plant(root, ['a/1.png', 'b/1.png'])
    expect((await openDataset(root)).size).toBe(2)
    expect((await openDataset('mnist:')).size).toBe(70_000)
  })

  it('recognises a folder that holds the Omniglot zips', async () => {
    const root = temporary()
    writeFileSync(join(root, 'images_background.zip'), zipOf([{ name: 's/A/c/1.png', bytes: await plain() }]))
    for (const spec of [root, `omniglot:${root}`]) {
      const data = await openDataset(spec)
      expect([data.name, data.size]).toEqual(['omniglot', 1])
      await data.close!()
    }
  })

  it('fails on what is missing, is a file, or is nothing, and says what can be opened', async () => {
    const root = temporary()
    await plant(root, ['file.png'])
    const choices =
      'give a folder of images, a manifest (.csv, .tsv, .jsonl, .ndjson, .parquet), or one of mnist:DIRECTORY, omniglot:DIRECTORY, cub:DIRECTORY'
    await expect(openDataset('')).rejects.toThrow(choices)
    await expect(openDataset('nosuch:place')).rejects.toThrow(
      `the folder or file must exist, got 'nosuch:place'; ${choices}`,
    )
    await expect(openDataset(`omniglot:${root}/gone`)).rejects.toThrow(
      `the folder or file must exist, got '${root}/gone'`,
    )
    await expect(openDataset(join(root, 'file.png'))).rejects.toThrow('a folder is needed, or a file that lists images')
    await expect(openDataset(`mnist:${root}/file.png`)).rejects.toThrow('a folder is needed, not a file')
    await expect(openDataset(join(root, 'file.png', 'below'))).rejects.toThrow('it must be readable (ENOTDIR)')
    await expect(openDataset('constructor:x')).rejects.toThrow('the folder or file must exist')
  })
})

import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plant, temporary } from './images.testing.ts'
import { presentFiles } from './presentFiles.ts'

describe('presentFiles', () => {
  it('knows files and links to files, and no folders, dead links or strange names', async () => {
    const root = temporary()
    await plant(root, ['a/1.png', 'a/2.png', 'b c/é.png'])
    mkdirSync(join(root, 'a/3.png'))
    symlinkSync('1.png', join(root, 'a/link.png'))
    symlinkSync('gone.png', join(root, 'a/dead.png'))
    const names = [
      ...['a/2.png', 'a/1.png', 'b c/é.png', 'a/link.png', 'a/2.png'],
      ...['a/3.png', 'a/dead.png', 'a/gone.png', 'gone/1.png', 'a/1.png/x', 'a/1\0.png', 'a\0/1.png', ''],
    ]
    const present = await presentFiles(names.map((name) => join(root, name)))
    expect([...present]).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
  })

  it('says of nothing that nothing is there', async () => {
    expect(await presentFiles([])).toHaveLength(0)
  })
})

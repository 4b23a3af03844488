import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildLevel } from './buildLevel.ts'
import type { Dataset } from './dataset.ts'
import { plant, temporary } from './images.testing.ts'
import { withoutMissing } from './withoutMissing.ts'

const made = (names: readonly string[]): Dataset => ({
  name: 'made',
  size: names.length,
  names,
  levels: [buildLevel('class', names)],
  splits: null,
  source: (i) => ({ kind: 'file', path: names[i]! }),
  skipped: [{ name: 'x', reason: 'before' }],
})

describe('withoutMissing', () => {
  it('lists the images whose files are missing, and keeps the others with their classes', async () => {
    const root = temporary()
    await plant(root, ['1', '3'])
    const names = ['1', '2', '3']
    const data = await withoutMissing(
      made(names),
      names.map((name) => join(root, name)),
      'fetch it',
    )
    expect([data.names, data.source(1)]).toEqual([['1', '3'], { kind: 'file', path: '3' }])
    expect([data.levels[0]!.classes, [...data.levels[0]!.labels]]).toEqual([
      ['1', '2', '3'],
      [0, 2],
    ])
    expect(data.skipped).toEqual([
      { name: 'x', reason: 'before' },
      { name: '2', reason: 'the file is missing' },
    ])
  })

  it('gives the dataset itself where nothing is missing, and fails where all is', async () => {
    const root = temporary()
    await plant(root, ['1'])
    const one = made(['1'])
    expect(await withoutMissing(one, [join(root, '1')], 'fetch it')).toBe(one)
    await expect(withoutMissing(made(['7', '8']), [join(root, '7'), join(root, '8')], 'fetch it')).rejects.toThrow(
      `made: of the 2 images that are listed, one at least must be there; the first is missing, got '${join(root, '7')}'; fetch it`,
    )
  })
})

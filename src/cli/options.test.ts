import { describe, expect, it } from 'vitest'
import { openDataset } from '../data/open.ts'
import { datasetWords } from './options.ts'

describe('datasetWords', () => {
  it('names every benchmark and every ending of a manifest that can be opened', async () => {
    const { message } = await openDataset('').then(
      () => expect.unreachable(),
      (error: Error) => error,
    )
    const prefixes = [...message.matchAll(/(\w+):DIRECTORY/g)].map(([, name]) => `${name}:`)
    const endings = message.match(/\.[a-z]+\b/g) ?? []
    expect(prefixes.length).toBeGreaterThan(6)
    expect(endings.length).toBeGreaterThan(2)
    for (const name of [...prefixes, ...endings]) expect(datasetWords).toContain(name)
  })
})

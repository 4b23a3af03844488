import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { featureCacheOptions } from './featureCacheOptions.ts'

describe('featureCacheOptions', () => {
  it('are of the cache folder, with a limit that the environment may set', () => {
    const env = { NEARKIN_CACHE: 'kept' }
    expect(featureCacheOptions(undefined, env)).toEqual({ folder: join('kept', 'features'), limit: 20 * 2 ** 30 })
    expect(featureCacheOptions(undefined, { ...env, NEARKIN_CACHE_LIMIT: '0.5' }).limit).toBe(2 ** 29)
    expect(featureCacheOptions(undefined, { ...env, NEARKIN_CACHE_LIMIT: '0' }).limit).toBe(0)
  })

  it('refuse a limit that is no number', () => {
    for (const words of ['much', '-1', 'Infinity'])
      expect(() => featureCacheOptions(undefined, { NEARKIN_CACHE_LIMIT: words })).toThrow(
        `NEARKIN_CACHE_LIMIT: must be a number of GiB, 0 or more, got '${words}'`,
      )
  })
})

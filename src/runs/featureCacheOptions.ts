import { join } from 'node:path'
import { cacheFolder } from '../data/cacheFolder.ts'
import { demand } from '../errors.ts'
import type { FeatureCacheOptions } from '../train/featureCache/openFeatureCache.ts'

/** Where features are kept: `features` in the cache folder, and no more GiB than `NEARKIN_CACHE_LIMIT` says (20 by default; 0:
 *  nothing is kept). */
export function featureCacheOptions(
  say?: (text: string) => void,
  env: Readonly<Record<string, string | undefined>> = process.env,
): FeatureCacheOptions & { readonly limit: number } {
  const { NEARKIN_CACHE_LIMIT: words } = env
  const given = words === undefined || words.trim() === '' ? 20 : Number(words)
  demand(given >= 0 && Number.isFinite(given), {
    who: 'NEARKIN_CACHE_LIMIT',
    rule: 'must be a number of GiB, 0 or more',
    value: words,
    remedy: 'leave it unset for 20 GiB',
  })
  return { folder: join(cacheFolder(env), 'features'), limit: given * 2 ** 30, ...(say ? { say } : {}) }
}

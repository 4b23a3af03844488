import { rmSync } from 'node:fs'
import { type Command, Option } from 'commander'
import { type BackboneFile, backboneFiles } from '../../data/backbones/backboneFiles.ts'
import { cacheFolder } from '../../data/cacheFolder.ts'
import { printable } from '../../printable.ts'
import { featureCacheOptions } from '../../runs/featureCacheOptions.ts'
import { type CacheEntry, cacheEntries } from '../../train/featureCache/cacheEntries.ts'
import { inGibi } from '../inGibi.ts'
import { table } from '../table.ts'

/** `nearkin cache`: what is kept on this machine to be had again, and clearing it. */
export function cache(program: Command): void {
  program
    .command('cache')
    .description('list the features and backbones that are kept on this machine, or clear them')
    .addOption(
      new Option('--clear [what]', 'remove the features, the backbones, or all of it')
        .choices(['features', 'backbones', 'all'])
        .preset('features'),
    )
    .option('--json', 'print one JSON object')
    .action(({ clear, json = false }: { clear?: 'features' | 'backbones' | 'all'; json?: boolean }) => {
      const { folder, limit } = featureCacheOptions()
      const kept = { features: cacheEntries(folder), backbones: backboneFiles() }
      if (clear !== undefined) {
        const gone = [...(clear === 'backbones' ? [] : kept.features), ...(clear === 'features' ? [] : kept.backbones)]
        for (const one of gone) rmSync(one.folder, { recursive: true, force: true })
        const bytes = total(gone)
        process.stdout.write(
          json
            ? `${JSON.stringify({ removed: gone.length, bytes })}\n`
            : `removed ${gone.length} ${gone.length === 1 ? 'entry' : 'entries'}, ${mega(bytes)} MB\n`,
        )
        return
      }
      const told = { folder: cacheFolder(), limit, ...kept }
      process.stdout.write(json ? `${JSON.stringify(told)}\n` : `${text(told)}\n`)
    })
}

interface Kept {
  readonly folder: string
  /** Bytes that the features may take. */
  readonly limit: number
  readonly features: readonly CacheEntry[]
  readonly backbones: readonly BackboneFile[]
}

function text({ folder, limit, features, backbones }: Kept): string {
  const parts = [
    `${printable(folder)}: ${mega(total(features))} MB of features, of at most ${inGibi(limit)} GiB, and ${mega(total(backbones))} MB of backbones`,
  ]
  if (features.length > 0)
    parts.push(
      table(
        ['features of', 'images', 'dimension', 'model', 'MB', 'last used'],
        [
          features.map(({ about, bytes, used }) => [
            String(about.dataset ?? '?'),
            String(about.images ?? '?'),
            String(about.dimension ?? '?'),
            String(about.model ?? '?').slice(0, 8),
            mega(bytes),
            new Date(used).toISOString().slice(0, 16).replace('T', ' '),
          ]),
        ],
      ),
    )
  if (backbones.length > 0)
    parts.push(
      table(
        ['backbone', 'MB', ''],
        [backbones.map(({ name, bytes, whole }) => [name, mega(bytes), whole ? '' : 'a part'])],
      ),
    )
  return parts.join('\n\n')
}

const total = (entries: readonly { readonly bytes: number }[]): number =>
  entries.reduce((sum, { bytes }) => sum + bytes, 0)

const mega = (bytes: number): string => (bytes / 1e6).toFixed(1)

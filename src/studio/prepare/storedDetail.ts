import { join } from 'node:path'
import { z } from 'zod'
import { checked } from '../../checked.ts'
import { readJson } from '../../files.ts'
import type { RunDetail } from '../api.ts'
import { layout } from './layout.ts'
import { madeAgain } from './readAt.ts'

/** What a prepared folder was made of. Where any of it is another, it is made again. */
export interface PreparedKey {
  /** SHA-256 of model.onnx. */
  readonly model: string
  /** SHA-256 of config.json: which labels, which division, which backbone. */
  readonly config: string
  /** SHA-256 over the names of the dataset's images, their labels and their splits. */
  readonly dataset: string
}

/** `detail.json`: what the page is told, what the folder was made of, and its files, to tell whether they are whole. */
export interface StoredDetail extends RunDetail {
  readonly key: PreparedKey
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly crc32: number }>>
}

const count = z.int().nonnegative()
const measured = z.number().nullable()

const schema = z.object({
  format: z.literal(layout.format),
  rows: z.int().positive(),
  dimension: z.int().positive(),
  images: z.string(),
  dataset: z.string(),
  label: z.string(),
  evaluateLabel: z.string(),
  columns: z.array(
    z.object({
      name: z.string(),
      role: z.enum(['level', 'kind', 'split', 'right']),
      classes: z.array(z.string()),
    }),
  ),
  map: z.object({ kind: z.enum(['circle', 'plane', 'umap', 'principal']), kept: z.number() }),
  depth: z.int().positive(),
  thumbnail: z.int().positive().nullable(),
  skipped: z.array(z.object({ name: z.string(), reason: z.string() })),
  recallAt1: measured,
  recallOf: z.string().exactOptional(),
  effectiveRank: measured,
  notes: z.array(z.string()),
  key: z.object({ model: z.string(), config: z.string(), dataset: z.string() }),
  files: z.record(z.string(), z.object({ bytes: count, crc32: count })),
})

/** Reads `detail.json` of a prepared folder. Fails, naming the file, where it is missing, damaged, or of another format. */
export function storedDetail(folder: string): StoredDetail {
  const path = join(folder, layout.detail)
  const remedy = madeAgain
  return checked(schema, readJson(path, { remedy }), { who: path, rule: 'must describe a prepared run', remedy })
}

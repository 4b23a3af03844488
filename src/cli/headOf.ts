import type { EmbeddingHeadOptions } from '../nn/heads/embeddingHead.ts'
import type { Data } from '../runs/dataOf.ts'
import type { Settings } from '../runs/settings.ts'

const usualPool = { rows: 'none', map: 'average', tokens: 'cls' } as const

/** The head that the settings describe, on a trunk or on features. */
export function headOf(
  { pool, norm, widths, embedding }: Settings,
  { dataset, trunk, backbone }: Pick<Data, 'dataset' | 'trunk' | 'backbone'>,
): EmbeddingHeadOptions {
  const inputs = trunk?.output.channels ?? backbone!.dimension
  const usual = trunk ? usualPool[trunk.output.kind] : 'none'
  const dimension = embedding ?? dataset.protocol?.embedding ?? 128
  return { inputs, pool: pool ?? usual, norm, hidden: widths ?? [], embedding: dimension }
}

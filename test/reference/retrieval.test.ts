import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { failed, passed, unsupported } from './compare.ts'
import { checkRetrievalRow, type RetrievalRow } from './retrieval.ts'

const rows = JSON.parse(
  readFileSync(new URL('./retrieval_metrics.json', import.meta.url), 'utf8'),
) as readonly RetrievalRow[]

describe('the reference values of retrieval', () => {
  it.each(rows.map((row, i) => ({ i, row })))('row $i is met by our metrics', async ({ row }) => {
    expect(await checkRetrievalRow(row)).toEqual(passed)
  })

  it('a number that is off fails, by name', async () => {
    const row = rows[0]!
    const off = { ...row, metrics: { ...row.metrics, recall_at_2: 0.99 } }
    expect(await checkRetrievalRow(off)).toEqual(failed('recall_at_2: 1, not 0.99'))
  })

  it('a metric that we lack is unsupported, by name', async () => {
    const row = { ...rows[0]!, metrics: { ndcg: 1 } }
    expect(await checkRetrievalRow(row)).toEqual(unsupported('metric ndcg'))
  })

  it('any k works, also beyond the gallery, and labels may be any numbers', async () => {
    const row = {
      embeddings: { shape: [4, 1], data: [0, 1, 10, 12] },
      labels: [-7, -7, 3_000_000_000, 3_000_000_000],
      metrics: { recall_at_1: 1, recall_at_100: 1, precision_at_3: 1 / 3, 'mean_average_precision@full': 1 },
    }
    expect(await checkRetrievalRow(row)).toEqual(passed)
  })

  it('a batch whose classes all have one member expects NaN', async () => {
    const row = {
      embeddings: { shape: [3, 1], data: [0, 1, 2] },
      labels: [0, 1, 2],
      metrics: { r_precision: 'NaN', recall_at_1: 'NaN' },
    }
    expect(await checkRetrievalRow(row)).toEqual(passed)
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ClusteringRow, KMeansRow } from './clustering.ts'
import { checkClusteringRow, checkKMeansRow } from './clustering.ts'
import { failed, passed, unsupported } from './compare.ts'

const rowsOf = (name: string): unknown[] => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
const means = rowsOf('./sklearn_clustering.json').filter((row) => 'assigned' in (row as object)) as KMeansRow[]

describe('the reference values of clusters', () => {
  const row = rowsOf('./clustering_metrics.json')[0] as ClusteringRow

  it('a number that is off fails, by name', async () => {
    const { status, detail } = await checkClusteringRow({ ...row, nmi: 0.5 })
    expect(status).toBe('failed')
    expect(detail).toMatch(/^nmi: 0\.3598\d+, not 0\.5$/)
  })

  it('a measure that we lack is unsupported, by name', async () => {
    expect(await checkClusteringRow({ ...row, vMeasure: 1 })).toEqual(unsupported('measure vMeasure'))
  })

  it('labels may be any numbers', async () => {
    const other = { ...row, labels: row.labels.map((label) => -7 * label - 3) }
    expect(await checkClusteringRow(other)).toEqual(passed)
  })

  it('an assignment that is off fails, by its place', async () => {
    const [row] = means
    const assigned = row!.assigned.map((c, i) => (i === 4 ? (c + 1) % 8 : c))
    expect(await checkKMeansRow(row!)).toEqual(passed)
    expect(await checkKMeansRow({ ...row!, assigned })).toEqual(
      failed(`assigned[4]: ${row!.assigned[4]}, not ${assigned[4]}`),
    )
  })
})

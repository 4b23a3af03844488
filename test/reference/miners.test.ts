import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rows as hardAwareRows } from './formulas/hardAware.ts'
import { rows as uniformHistogramRows } from './formulas/uniformHistogram.ts'
import type { MinerRow } from './miners.ts'
import { checkMinerRow } from './miners.ts'

const mined = JSON.parse(readFileSync(new URL('./miners.json', import.meta.url), 'utf8')) as readonly MinerRow[]
const titled = (rows: readonly MinerRow[]) =>
  rows.map((row) => [`${row.miner} ${JSON.stringify(row.args)}`, row] as const)

describe('the reference tuples of miners', () => {
  it.each(
    titled([...hardAwareRows(), ...uniformHistogramRows()]),
  )('of %s follow from the definition', async (_, row) => {
    expect(await checkMinerRow(row)).toEqual({ status: 'passed', detail: '' })
  })

  it('that are off by one fail, with the tuple', async () => {
    const triplets = mined.find(({ tuples }) => tuples.length === 3 && tuples[0]!.length > 1)!
    const pairs = mined.find(({ tuples }) => tuples.length === 4 && tuples[0]!.length > 1)!
    const without = (row: MinerRow): MinerRow => ({ ...row, tuples: row.tuples.map((indices) => indices.slice(1)) })
    const first = triplets.tuples.map(([index]) => index).join('-')
    expect(await checkMinerRow(without(triplets))).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining(`${first} was not mined`),
    })
    expect(await checkMinerRow(without(pairs))).toMatchObject({ status: 'failed' })
    const [a, p, n] = triplets.tuples as [number[], number[], number[]]
    const more = {
      ...triplets,
      tuples: [
        [...a, 0],
        [...p, 0],
        [...n, 0],
      ],
    }
    expect(await checkMinerRow(more)).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('mined 0-0-0 is missing'),
    })
  })

  it('of a miner or an argument that we lack are unsupported, by name', async () => {
    const row = { ...mined[0]!, miner: 'EmbeddingsMiner' }
    expect(await checkMinerRow(row)).toEqual({ status: 'unsupported', detail: 'EmbeddingsMiner' })
    expect(await checkMinerRow({ ...mined[0]!, args: { gamma: 1 } })).toEqual({
      status: 'unsupported',
      detail: 'MultiSimilarityMiner gamma',
    })
  })
})

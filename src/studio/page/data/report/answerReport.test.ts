import { describe, expect, it } from 'vitest'
import type { Comparison, Neighbours, RowInfo, Wall } from '../../../api.ts'
import { answerReport } from './answerReport.ts'

const base64 = (numbers: Int32Array | Float32Array): string => Buffer.from(numbers.buffer).toString('base64')

/** Four images, `a` and `b` of class x, `c` of class y, `d` without a class; the neighbours of two are kept. */
const run = (id: string, images: string, neighbours: readonly number[]) => ({
  [`/api/runs/${id}`]: {
    rows: 4,
    images,
    evaluateLabel: 'fine',
    columns: [{ name: 'fine', role: 'level', classes: ['x', 'y'] }],
  },
  [`/api/runs/${id}/rows`]: images === 'same' ? ['a', 'b', 'c', 'd'] : ['d', 'c', 'b', 'z'],
  [`/api/runs/${id}/columns/0`]: base64(Int32Array.of(0, 0, 1, -1)),
  [`/api/runs/${id}/neighbours`]: {
    of: [0, 2],
    depth: 2,
    rows: base64(Int32Array.from(neighbours)),
    distances: base64(Float32Array.of(0.25, 0.5, 0.125, 0.75)),
  },
})

const ask = answerReport({
  ...run('one', 'same', [1, 2, 3, -1]),
  ...run('two', 'same', [2, 1, 0, 1]),
  ...run('other', 'else', [1, 2, 0, 1]),
  '/api/runs/one/log': { state: 'finished', entries: [{ step: 1 }, { step: 2 }] },
  '/api/compare': {
    methods: [{ runs: ['one'] }, { runs: ['two'] }, { runs: ['other'] }],
    differences: [
      { of: 1, less: 0 },
      { of: 2, less: 0 },
    ],
    byClass: { rows: [[1, 2, 3]] },
    settings: [
      { name: 'positives', values: ['all', 'all', 'easiest'] },
      { name: 'rate', values: ['1', '2', '3'] },
    ],
  },
})

describe('answerReport', () => {
  it('takes single rows, and the neighbours of single rows, out of the whole', () => {
    expect(ask('/api/runs/one/rows?of=2,3,9')).toEqual([
      { row: 2, name: 'c', labels: ['y'] },
      { row: 3, name: 'd', labels: [null] },
    ] satisfies RowInfo[])
    expect(ask('/api/runs/one/neighbours?of=2,0&k=1')).toEqual([
      { row: 2, neighbours: [{ row: 3, distance: 0.125, right: null, name: 'd', label: null }] },
      { row: 0, neighbours: [{ row: 1, distance: 0.25, right: true, name: 'b', label: 'x' }] },
    ] satisfies Neighbours[])
    expect((ask('/api/runs/one/neighbours?of=2&k=5') as Neighbours[])[0]!.neighbours).toHaveLength(1)
  })

  it('has nothing for rows whose neighbours it does not carry, and for runs that are no part of it', () => {
    expect(ask('/api/runs/one/neighbours?of=0,1&k=1')).toBeUndefined()
    expect(ask('/api/runs/none/rows?of=1')).toBeUndefined()
    expect(ask('/api/runs/one/curation')).toBeUndefined()
    expect(ask('/api/wall?runs=none')).toBeUndefined()
  })

  it('finds the same image in another run: in its place where the images are the same, else by name', () => {
    expect(ask('/api/link/one/two')).toEqual(Int32Array.of(0, 1, 2, 3))
    expect(ask('/api/link/one/other')).toEqual(Int32Array.of(-1, 2, 1, 0))
    expect(ask('/api/link/one/none')).toBeUndefined()
  })

  it('makes the wall of its queries, and filters and counts them as the server does', () => {
    const all = ask('/api/wall?runs=one,two&show=all') as Wall
    expect(all.total).toBe(2)
    expect(all.queries.map(({ row, answers }) => [row, ...answers.map(({ right }) => right)])).toEqual([
      [0, true, false],
      [2, null, false],
    ])
    expect(all.counts).toEqual({
      queries: 2,
      right: [1, 0],
      wrong: [0, 2],
      disagreements: 1,
      turned: [
        [0, 0],
        [1, 0],
      ],
    })
    const rows = (query: string): number[] =>
      (ask(`/api/wall?runs=one,two&${query}`) as Wall).queries.map(({ row }) => row)
    expect(rows('show=failures')).toEqual([0, 2])
    expect(rows('show=disagreements')).toEqual([0])
    expect(rows('show=turned&wrong=two&right=one')).toEqual([0])
    expect(rows('show=turned&wrong=one&right=two')).toEqual([])
    expect(rows('class=y')).toEqual([2])
    expect(rows('from=1&count=1')).toEqual([2])
  })

  it('compares the methods of the runs named, and gives what was logged after a step', () => {
    const part = ask('/api/compare?runs=one,two') as Comparison
    expect(part.methods.map(({ runs }) => runs)).toEqual([['one'], ['two']])
    expect(part.differences).toEqual([{ of: 1, less: 0 }])
    expect(part.byClass!.rows).toEqual([[1, 2]])
    expect(part.settings).toEqual([{ name: 'rate', values: ['1', '2'] }])
    expect((ask('/api/compare?runs=one,two,other') as Comparison).differences).toHaveLength(2)
    expect(ask('/api/runs/one/log?after=1')).toMatchObject({ entries: [{ step: 2 }] })
  })
})

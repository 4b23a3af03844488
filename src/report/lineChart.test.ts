import { describe, expect, it } from 'vitest'
import { lineChart } from './lineChart.ts'

const style = { colour: 'red', dash: '' }
const runs = (...values: number[][]) => values.map((run) => run.map((value, step) => ({ step, value })))

describe('lineChart', () => {
  it('draws a thin line for each seed and the mean thick, its last value written out', () => {
    const svg = lineChart([{ name: 'a', style, runs: runs([0, 1], [0, 0.5]) }], { title: 'T', note: '' })
    expect(svg.match(/class="seed"/g)).toHaveLength(2)
    expect(svg).toContain('>0.750</text>')
    expect(svg).toContain('aria-label="T over steps: a ends at 0.750"')
  })

  it('draws one seed once, and breaks the line where a value is missing', () => {
    const svg = lineChart([{ name: 'a', style, runs: runs([1, 1, Number.NaN, 1, 1]) }], { title: 'T', note: '' })
    expect(svg).not.toContain('class="seed"')
    expect(svg).not.toContain('NaN')
  })

  it('thins long curves and stands equal values, single points and no points at all', () => {
    const long = lineChart([{ name: 'a', style, runs: runs(new Array<number>(6000).fill(0.2)) }], {
      title: 'T',
      note: '',
    })
    expect(long.length).toBeLessThan(4000)
    for (const values of [[0, 0, 0], [5], [-1, 1], [1e-9, 2e-9], [1e6, 3e6]])
      expect(lineChart([{ name: 'a', style, runs: runs(values) }], { title: 'T', note: '' })).not.toMatch(
        /NaN|Infinity/,
      )
    expect(lineChart([{ name: 'a', style, runs: [[]] }], { title: 'T', note: '' })).toContain('Not recorded.')
    expect(lineChart([], { title: 'T', note: '' })).toContain('Not recorded.')
  })

  it('keeps end labels apart', () => {
    const same = [1, 2, 3].map((k) => ({ name: String(k), style, runs: runs([0, 1]) }))
    const svg = lineChart(same, { title: 'T', note: '' })
    const heights = [...svg.matchAll(/class="end" x="\d+" y="([\d.]+)"/g)].map((m) => Number(m[1]))
    expect(heights[1]! - heights[0]!).toBeGreaterThanOrEqual(14)
    expect(heights[2]! - heights[1]!).toBeGreaterThanOrEqual(14)
  })
})

import { describe, expect, it } from 'vitest'
import type { Comparison } from '../../../api.ts'
import { lightInks } from '../../parts/figures/figureInks.testing.ts'
import { methodsPanel } from './methodsPanel.ts'

const inks = { ...lightInks, good: '#00aa00', bad: '#aa0000' }

const estimate = (mean: number, halfWidth: number | null) => ({ mean, halfWidth, n: 3 })

const comparison = {
  columns: [{ name: 'Recall@1', definition: 'd', better: 'higher' }],
  methods: [
    { name: '<all>', positives: 'all', runs: ['a'], estimates: [estimate(0.4, 0.1)] },
    { name: 'easiest', positives: 'easiest', runs: ['b', 'c'], estimates: [estimate(0.7, 0.1)] },
  ],
  differences: [{ of: 1, less: 0, column: 0, estimate: estimate(0.3, 0.05), p: 0.001 }],
  over: 'seeds',
} as unknown as Comparison

describe('methodsPanel', () => {
  const { svg, height } = methodsPanel(comparison, [1, 0], 0, ['#112233', '#445566'], inks)
  const left = Number(/<text x="(\d+)" y="14"/.exec(svg)![1])

  it('has every method with its whisker on the scale of the column, and the line of the baseline', () => {
    // From 0.3 to 0.8 over 108 units: 0.4 lies a fifth along.
    expect(svg).toContain(`<circle cx="${(left + 6 + 0.8 * 108).toFixed(1)}" cy="62" r="4.5" fill="#445566"/>`)
    expect(svg).toContain(`M${(left + 6 + 0.2 * 108).toFixed(1)} 55v14`)
    expect(svg.split('stroke-dasharray').length - 1).toBe(1)
    expect(height).toBe(26 + 2 * 84)
  })

  it('says what differs from the baseline, and names as text', () => {
    expect(svg).toContain('>+0.300 ± 0.050</text>')
    expect(svg).toContain('fill="#00aa00">ahead, told apart</text>')
    expect(svg).toContain('&#60;all&#62;')
    expect(svg).not.toContain('<all>')
  })
})

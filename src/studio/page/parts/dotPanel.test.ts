import { describe, expect, it } from 'vitest'
import { dotPanel } from './dotPanel.ts'
import { lightInks as inks } from './figures/figureInks.testing.ts'

const row = (name: string, mean: number | null, halfWidth: number | null = null) => ({
  name,
  dots: [{ name, colour: '#112233', estimate: mean === null ? null : { mean, halfWidth, n: 3 } }],
})

describe('dotPanel', () => {
  it('has a dot where each mean is, on an axis from zero, and a line where an interval is known', () => {
    const { svg, height } = dotPanel([row('a', 0.5, 0.1), row('a', 1)], true, inks)
    const left = Math.ceil(0.61 * 13) + 14
    expect(svg).toContain(`cx="${(left + 170).toFixed(1)}" cy="15"`)
    expect(svg).toContain(`cx="${(left + 340).toFixed(1)}" cy="45"`)
    expect(svg).toContain(`M${(left + 136).toFixed(1)} 15H${(left + 204).toFixed(1)}`)
    expect(svg.split('stroke-linecap').length - 1).toBe(1)
    expect(svg).toContain('>0.500</text>')
    expect(height).toBe(82)
  })

  it('leaves room where nothing was measured, and says so where nothing at all was', () => {
    expect(dotPanel([row('a', null), row('a', 1)], true, inks).svg).toContain('>–</text>')
    expect(dotPanel([row('a', null)], true, inks).svg).toContain('Not measured.')
  })

  it('names and tags are text', () => {
    const { svg } = dotPanel([{ ...row('<b>', 1), tag: '<i>' }], false, inks)
    expect(svg).not.toMatch(/<[bi]>/)
  })
})

import { describe, expect, it } from 'vitest'
import { rocChart } from './rocChart.ts'

const curve = { name: 'by <digit>', far: [0, 0, 0.1, 1], tar: [0, 0.5, 0.9, 1], auc: 0.93 }

describe('rocChart', () => {
  it('is a picture of its own, with a line for each curve in both panels and the areas in words', () => {
    const svg = rocChart([curve, { ...curve, name: 'other' }], { title: 'a & b' })
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
    expect(svg.match(/stroke-width="2"/g)).toHaveLength(4)
    expect(svg).toContain('a &#38; b')
    expect(svg).toContain('by &#60;digit&#62;: AUC 0.930')
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
  })

  it('goes from point to point', () => {
    const [, path] = /d="(M[^"]*)" fill="none"/.exec(rocChart([curve], { title: '' }))!
    expect(path).toBe('M52 360L52 200L84 72L372 40')
  })

  it('says so where there is no curve', () => {
    expect(rocChart([], { title: '' })).toContain('No level has pairs')
  })
})

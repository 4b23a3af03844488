import { describe, expect, it } from 'vitest'
import type { FinerConfusion } from '../../../api.ts'
import { lightInks } from '../../parts/figures/figureInks.testing.ts'
import { confusionTable } from './confusionTable.ts'
import { matrixPanel } from './matrixPanel.ts'

const inks = { ...lightInks, bad: '#ff0000' }

const one = (of: string, takenFor: string, queries: number, share: number): FinerConfusion => ({
  of,
  takenFor,
  queries,
  share,
  pairs: [],
})

describe('matrixPanel', () => {
  it('holds a cell for each pair of classes, redder the larger the share, and stripes where a class meets itself', () => {
    const table = confusionTable([one('a', 'b', 6, 0.5), one('b', 'c', 2, 0.25)])
    const { svg, width, height } = matrixPanel(table, (name) => name, inks)
    // 55 % and, rounded up, 33 % of red on white.
    expect(svg).toContain('fill="#ff7373"')
    expect(svg).toContain('fill="#ffabab"')
    expect(svg.split('<rect').length - 1).toBe(6)
    expect(svg.split('<path').length - 1).toBe(3)
    expect(svg).toContain('>6</text>')
    expect([width, height]).toEqual([30 + 8 + 12 + 3 * 40, 24 + 3 * 32])
  })

  it('names are text', () => {
    const { svg } = matrixPanel(confusionTable([one('<b>', 'b', 1, 1)]), (name) => name, inks)
    expect(svg).not.toContain('<b>')
    expect(svg).toContain('&#60;b&#62;')
  })
})

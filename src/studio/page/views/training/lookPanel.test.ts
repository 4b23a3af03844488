import { describe, expect, it } from 'vitest'
import type { Look } from '../../../api.ts'
import { lightInks as inks } from '../../parts/figures/figureInks.testing.ts'
import { lookPanel } from './lookPanel.ts'

const look = (step: number, xy: readonly number[]): Look => {
  const label = { name: 'label', classes: ['a', 'b'], of: [0, -1] }
  return { step, kind: 'circle', xy, label, finer: label }
}

describe('lookPanel', () => {
  const looks = [look(0, [0, 0, 1, 0]), look(10, [0, 1, 1, 0])]

  it('draws each image where it is at the step, in the colour of its class', () => {
    const { svg } = lookPanel(looks, 5, 'label', ['#112233', '#445566'], inks)
    // Half a unit up, on a scale of 1.06 to 204 units.
    expect(svg).toContain(`cx="210.0" cy="${(210 - (0.5 / 1.06) * 204).toFixed(1)}" r="2.6" fill="#112233"`)
    expect(svg).toContain('fill="#555555"')
    expect(svg).toContain('r="192.5" fill="none"')
  })
})

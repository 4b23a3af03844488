import { describe, expect, it } from 'vitest'
import { lightInks as inks } from './figureInks.testing.ts'
import { figureSheet, legendOf } from './figureSheet.ts'

const panel = { svg: '<rect width="1" height="1"/>', width: 100, height: 50 }

describe('figureSheet', () => {
  it('is as wide as its drawings and what lies between and beside them, and never too narrow for a title', () => {
    expect(figureSheet({ title: 'a', panels: [panel] }, inks)).toContain('width="380"')
    expect(figureSheet({ title: 'a', panels: [panel, panel, panel, panel] }, inks)).toContain('width="512"')
  })

  it('is as high as what stands in it', () => {
    const heightOf = (svg: string) => Number(/height="(\d+)"/.exec(svg)![1])
    // Edges of 20, a title of 24, 12 between, and the drawing.
    expect(heightOf(figureSheet({ title: 'a', panels: [panel] }, inks))).toBe(126)
    expect(heightOf(figureSheet({ title: 'a', words: 'b', panels: [{ ...panel, axis: 'step' }] }, inks))).toBe(165)
    const keys = [{ name: 'all', colour: '#112233' }]
    expect(heightOf(figureSheet({ title: 'a', panels: [panel], keys }, inks))).toBe(159)
  })

  it('writes text of data as text', () => {
    const bad = '<script>'
    const svg = figureSheet(
      {
        title: bad,
        words: bad,
        panels: [{ ...panel, title: bad, axis: bad }],
        keys: [{ name: bad, colour: '#112233', dash: '"><script' }],
      },
      inks,
    )
    expect(svg).not.toContain('<script')
    expect(svg.split('&#60;script').length - 1).toBe(6)
  })

  it('a legend takes a new line where there is no room', () => {
    const keys = ['aaaaaaaaaa', 'bbbbbbbbbb'].map((name) => ({ name, colour: '#112233' }))
    expect(legendOf(keys, 400, inks).height).toBe(21)
    expect(legendOf(keys, 120, inks).height).toBe(42)
  })
})

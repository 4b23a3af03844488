import { describe, expect, it } from 'vitest'
import { lightInks as inks } from '../../parts/figures/figureInks.testing.ts'
import { whole } from './camera.ts'
import { type FigurePart, mapFigure } from './mapFigure.ts'
import { sceneOf } from './scene.ts'

const part = (rows: number, changes: Partial<FigurePart> = {}): FigurePart => ({
  title: '<script>',
  words: 'as it is',
  scene: sceneOf('plane', new Float32Array(2 * rows), 0),
  codes: new Int32Array(rows),
  colours: ['#112233', '#999999'],
  hidden: () => false,
  names: [],
  camera: whole,
  picture: () => 'data:image/png;base64,AA==',
  ...changes,
})

const count = (svg: string, what: string) => svg.split(what).length - 1

describe('mapFigure', () => {
  it('holds a circle for each point that is shown, in the colour of its class, and text of data as text', () => {
    const svg = mapFigure([part(3, { codes: Int32Array.of(0, -1, 1), hidden: (code) => code === 1 })], inks)
    expect([count(svg, '<circle'), count(svg, 'fill="#112233"'), count(svg, 'fill="#999999"')]).toEqual([2, 1, 1])
    expect(svg).not.toContain('<script>')
    expect(svg).not.toContain('var(')
  })

  it('holds a picture where points are too many for a drawing', () => {
    const svg = mapFigure([part(20_001)], inks)
    expect([count(svg, '<circle'), count(svg, '<image')]).toEqual([0, 1])
  })

  it('says below the maps what their colours mean', () => {
    const svg = mapFigure([part(1)], inks, [{ name: '<b>', colour: '#112233' }])
    expect(svg).toContain('height="797"')
    expect(svg).toContain('>&#60;b&#62;</text>')
  })

  it('draws lines from row to row, with a head', () => {
    const scene = { kind: 'plane', x: Float32Array.of(0, 1), y: Float32Array.of(0, 0) } as const
    const svg = mapFigure([part(2, { scene, paths: [[0, 1]] })], inks)
    expect(svg).toContain('d="M320.0 320.0L640.0 320.0"')
    expect(svg).toContain('d="M640.0 320.0L632.0')
  })

  it('stands maps side by side', () => {
    expect(mapFigure([part(1), part(1)], inks)).toContain('width="1352"')
  })
})

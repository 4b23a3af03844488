import { describe, expect, it } from 'vitest'
import { paintPoints } from './paintPoints.ts'
import { stampsOf } from './stamps.ts'

const white = 0xffffffff

const frame = (width: number, height: number) => ({
  pixels: new Uint32Array(width * height).fill(white),
  width,
  height,
})

const point = (x: number, y: number, colour = 0) => ({
  x: Float32Array.of(x),
  y: Float32Array.of(y),
  colour: Uint16Array.of(colour),
})

const as = { scale: 1, left: 0, top: 0 }

describe('paintPoints', () => {
  it('paints a dot where it stands, as wide as it is, in its colour, and nothing else', () => {
    const shown = frame(21, 21)
    paintPoints(shown, point(10.5, 10.5, 1), as, stampsOf(3, 1), Uint32Array.of(0, 0x112233))
    expect(shown.pixels[10 * 21 + 10]! >>> 0).toBe(0xff112233)
    expect(shown.pixels[10 * 21 + 12]! >>> 0).toBe(0xff112233)
    expect(shown.pixels[10 * 21 + 15]! >>> 0).toBe(white)
    const covered = [...shown.pixels].reduce((sum, p) => sum + (255 - (p & 255)) / (255 - 0x33), 0)
    expect(covered).toBeCloseTo(Math.PI * 9, -1)
  })

  it('mixes with what is there by its opacity', () => {
    const shown = frame(9, 9)
    paintPoints(shown, point(4.5, 4.5), as, stampsOf(2, 0.5), Uint32Array.of(0x000000))
    expect(shown.pixels[4 * 9 + 4]! >>> 0).toBe(0xff7f7f7f)
  })

  it('leaves out what would cross an edge, and what is not a number', () => {
    for (const [x, y] of [
      [0, 4],
      [4, 8.9],
      [-100, 4],
      [1e9, 4],
      [Number.NaN, 4],
    ] as const) {
      const shown = frame(9, 9)
      paintPoints(shown, point(x, y), as, stampsOf(2, 1), Uint32Array.of(0))
      expect(shown.pixels.every((p) => p === white)).toBe(true)
    }
  })

  it('paints so many as it is told to, the last on top', () => {
    const points = { x: Float32Array.of(4.5, 4.5), y: Float32Array.of(4.5, 4.5), colour: Uint16Array.of(0, 1) }
    const [one, two] = [frame(9, 9), frame(9, 9)]
    paintPoints(one, points, as, stampsOf(2, 1), Uint32Array.of(0x0000ff, 0xff0000), 1)
    paintPoints(two, points, as, stampsOf(2, 1), Uint32Array.of(0x0000ff, 0xff0000))
    expect([one.pixels[40]! >>> 0, two.pixels[40]! >>> 0]).toEqual([0xff0000ff, 0xffff0000])
  })
})

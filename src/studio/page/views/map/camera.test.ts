import { describe, expect, it } from 'vitest'
import { panned, readCamera, toMap, toScreen, whole, writeCamera, zoomed } from './camera.ts'

const size = { width: 400, height: 200 }

describe('camera', () => {
  it('shows the square from -1 to 1 whole, in the middle', () => {
    expect(toScreen(whole, size, 0, 0)).toEqual([200, 100])
    expect(toScreen(whole, size, 1, -1)).toEqual([300, 0])
    expect(toMap(whole, size, 300, 0)).toEqual([1, -1])
  })

  it('zooms about what is under the pointer, within bounds', () => {
    const near = zoomed(whole, size, 2, 300, 100)
    expect(near).toEqual({ x: 0.5, y: 0, zoom: 2 })
    expect(toScreen(near, size, 1, 0)).toEqual([300, 100])
    expect(zoomed(whole, size, 1e9, 200, 100).zoom).toBe(4000)
    expect(zoomed(whole, size, 1e-9, 200, 100).zoom).toBe(0.5)
  })

  it('moves with the hand and never loses the map', () => {
    expect(panned(whole, size, 50, -10)).toEqual({ x: -0.5, y: 0.1, zoom: 1 })
    expect(panned(whole, size, 1e6, 0).x).toBe(-1.2)
  })

  it('stands in an address, and reads nothing else than what it wrote', () => {
    expect(writeCamera(whole)).toBeNull()
    const camera = { x: 0.125, y: -0.25, zoom: 8 }
    expect(readCamera(writeCamera(camera))).toEqual(camera)
    for (const text of [null, '', 'a,b,c', '1,2', '0,0,0', '1,2,3,4', 'NaN,0,1'])
      expect(readCamera(text)).toEqual(whole)
    expect(readCamera('99,0,1e9')).toEqual({ x: 1.2, y: 0, zoom: 4000 })
  })
})

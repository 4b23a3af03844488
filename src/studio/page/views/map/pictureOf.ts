import type { Camera, Size } from './camera.ts'
import { type Look, pointLayer } from './points/pointLayer.ts'

/** The points of a look as a picture, two pixels a unit: a data URI. */
export function pictureOf(look: Look, camera: Camera, size: Size): string {
  const canvas = document.createElement('canvas')
  const layer = pointLayer(canvas)
  layer.show({ ...look, chosen: [] })
  layer.draw(camera, size, 2, false)
  return canvas.toDataURL('image/png')
}

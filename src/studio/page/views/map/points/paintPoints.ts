import { places, type Stamps } from './stamps.ts'

/** Points to be painted, in the order of painting. */
export interface Points {
  readonly x: Float32Array
  readonly y: Float32Array
  /** Places in the colours. */
  readonly colour: Uint16Array
}

/** Pixels, row by row, as an ImageData has them: 0xAABBGGRR. */
export interface Frame {
  readonly pixels: Uint32Array
  readonly width: number
  readonly height: number
}

/** A place (x, y) of the map stands on pixel (x * scale + left, y * scale + top). */
export interface Placing {
  readonly scale: number
  readonly left: number
  readonly top: number
}

/** Paints dots over what a frame holds, the last on top. In the browser's main thread and without the graphics card: the same
 *  picture everywhere, and where there is no such card, several times as fast as one that is imitated (see docs/decisions.md).
 *  @param colours 0xBBGGRR @param count of the points, from the first */
export function paintPoints(
  { pixels, width, height }: Frame,
  { x, y, colour }: Points,
  { scale, left, top }: Placing,
  { side, covers }: Stamps,
  colours: Uint32Array,
  count: number = x.length,
): void {
  const reach = side >> 1
  const [lastX, lastY] = [width - side, height - side]
  for (let i = 0; i < count; i++) {
    const px = x[i]! * scale + left
    const py = y[i]! * scale + top
    const column = Math.floor(px)
    const line = Math.floor(py)
    const startX = column - reach
    const startY = line - reach
    if (startX < 0 || startY < 0 || startX > lastX || startY > lastY) continue
    const cover = covers[Math.floor((py - line) * places) * places + Math.floor((px - column) * places)]!
    const own = colours[colour[i]!]!
    // Red and blue are mixed in one product, green in another.
    const redBlue = own & 0xff00ff
    const green = own & 0x00ff00
    let at = startY * width + startX
    let k = 0
    for (let row = 0; row < side; row++) {
      for (let end = at + side; at < end; at++, k++) {
        const share = cover[k]!
        if (share === 0) continue
        const under = pixels[at]!
        const rest = 256 - share
        pixels[at] =
          0xff000000 |
          (((redBlue * share + (under & 0xff00ff) * rest) >>> 8) & 0xff00ff) |
          (((green * share + (under & 0x00ff00) * rest) >>> 8) & 0x00ff00)
      }
      at += width - side
    }
  }
}

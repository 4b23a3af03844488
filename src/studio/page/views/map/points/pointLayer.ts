import { type Camera, type Size, scaleOf } from '../camera.ts'
import type { Scene } from '../scene.ts'
import { dotSize } from './dotSize.ts'
import { type Placing, type Points, paintPoints } from './paintPoints.ts'
import { pointOrder } from './pointOrder.ts'
import { stampsOf } from './stamps.ts'

/** What is to be seen of a scene. */
export interface Look {
  readonly scene: Scene
  /** Class of each row, -1 for none. */
  readonly codes: Int32Array
  /** 0xBBGGRR of each class; the last one is for rows without a class. */
  readonly colours: Uint32Array
  readonly ground: number
  /** Whether rows of a class are left out. */
  readonly hidden: (code: number) => boolean
  /** Rows to stand out; where there are any, the others are faint. */
  readonly chosen: readonly number[]
  /** A class that lies on top, or -1. */
  readonly onTop: number
}

/** Draws the points of a look on a canvas. */
export interface PointLayer {
  readonly show: (look: Look) => void
  /** @param moving while the map is moved, no more points are drawn than there is time for
   *  @returns points drawn, of those that are to be seen */
  readonly draw: (camera: Camera, size: Size, ratio: number, moving: boolean) => { drawn: number; shown: number }
}

/** Milliseconds for a frame while the map moves. */
const budget = 24

/** Shares of the ground in colours of points that are not chosen. */
const fainter = 0.8

export function pointLayer(canvas: HTMLCanvasElement): PointLayer {
  const context = canvas.getContext('2d', { alpha: false })!
  let image: ImageData | null = null
  let look: Look | null = null
  let [plain, strong]: [Points, Points] = [empty, empty]
  let faded: Uint32Array = new Uint32Array(0)
  // Milliseconds that a point took, as measured.
  let cost = 0
  return {
    show: (next) => {
      look = next
      const chosen = new Set(next.chosen)
      const order = pointOrder(next.codes.length).filter((row) => !next.hidden(next.codes[row]!))
      plain = pointsOf(
        next,
        order.filter((row) => !chosen.has(row)),
      )
      strong = pointsOf(
        next,
        order.filter((row) => chosen.has(row)),
      )
      faded = chosen.size === 0 ? next.colours : next.colours.map((colour) => mixed(colour, next.ground, fainter))
    },
    draw: (camera, size, ratio, moving) => {
      const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)]
      if (look === null || width < 1 || height < 1) return { drawn: 0, shown: 0 }
      if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height]
      if (image?.width !== width || image.height !== height) image = context.createImageData(width, height)
      const frame = { pixels: new Uint32Array(image.data.buffer), width, height }
      frame.pixels.fill(0xff000000 | look.ground)
      const scale = scaleOf(camera, size) * ratio
      const placing: Placing = { scale, left: width / 2 - camera.x * scale, top: height / 2 - camera.y * scale }
      const { radius, opacity } = dotSize(look.scene.x.length, Math.min(size.width, size.height), camera.zoom)
      const shown = plain.x.length
      const drawn = moving && cost > 0 ? Math.min(shown, Math.max(20_000, Math.floor(budget / cost))) : shown
      const began = performance.now()
      paintPoints(frame, plain, placing, stampsOf(radius * ratio, opacity), faded, drawn)
      if (drawn > 1000) cost = (performance.now() - began) / drawn
      paintPoints(frame, strong, placing, stampsOf((radius + 1.2) * ratio, 0.95), look.colours)
      context.putImageData(image, 0, 0)
      return { drawn: drawn + strong.x.length, shown: shown + strong.x.length }
    },
  }
}

const empty: Points = { x: new Float32Array(0), y: new Float32Array(0), colour: new Uint16Array(0) }

/** Points of some rows, in the order of painting. */
function pointsOf({ scene, codes, colours, onTop }: Look, order: Int32Array): Points {
  const rows = onTop < 0 ? order : raised(order, (row) => codes[row] === onTop)
  return {
    x: Float32Array.from(rows, (row) => scene.x[row]!),
    y: Float32Array.from(rows, (row) => scene.y[row]!),
    colour: Uint16Array.from(rows, (row) => (codes[row]! < 0 ? colours.length - 1 : codes[row]!)),
  }
}

function raised(order: Int32Array, isOnTop: (row: number) => boolean): Int32Array {
  const below = order.filter((row) => !isOnTop(row))
  const rows = new Int32Array(order.length)
  rows.set(below)
  rows.set(order.filter(isOnTop), below.length)
  return rows
}

function mixed(colour: number, ground: number, share: number): number {
  const part = (shift: number): number =>
    Math.round(((colour >> shift) & 255) * (1 - share) + ((ground >> shift) & 255) * share) << shift
  return part(0) | part(8) | part(16)
}

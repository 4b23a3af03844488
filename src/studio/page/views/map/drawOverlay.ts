import { arrowHead } from './arrow.ts'
import { type Camera, type Size, toScreen } from './camera.ts'
import type { NamePlace } from './namePlaces.ts'
import { circleRadius, type Scene } from './scene.ts'

/** What lies over the points. */
export interface Overlay {
  readonly scene: Scene
  readonly names: readonly (NamePlace & { readonly text: string; readonly colour: string })[]
  /** The row pointed at, -1 for none. */
  readonly pointed: number
  /** From one row to another: lines with a head. */
  readonly paths: readonly (readonly [from: number, to: number])[]
  /** In CSS pixels. */
  readonly lasso: readonly (readonly [number, number])[]
  readonly inks: { readonly ink: string; readonly ground: string; readonly line: string; readonly accent: string }
  readonly font: string
}

/** Draws names, the circle, the lasso and a ring around the point that is pointed at; clears what was there. */
export function drawOverlay(
  c: CanvasRenderingContext2D,
  { scene, names, pointed, paths, lasso, inks, font }: Overlay,
  camera: Camera,
  size: Size,
): void {
  c.clearRect(0, 0, size.width, size.height)
  const at = (x: number, y: number) => toScreen(camera, size, x, y)
  if (scene.kind === 'circle') {
    const [left, top] = at(0, 0)
    const [edge] = at(circleRadius - 0.008, 0)
    c.strokeStyle = inks.line
    c.lineWidth = 1.25
    c.beginPath()
    c.arc(left, top, edge - left, 0, 2 * Math.PI)
    c.stroke()
  }
  const letters = Math.max(11, Math.min(17, Math.min(size.width, size.height) / 38))
  c.font = `600 ${letters}px ${font}`
  c.textAlign = 'center'
  c.textBaseline = 'middle'
  c.lineJoin = 'round'
  for (const name of names) {
    const [x, y] = at(name.x, name.y)
    const [tipX, tipY] = at(name.tipX, name.tipY)
    const half = c.measureText(name.text).width / 2
    const [dx, dy] = [tipX - x, tipY - y]
    // The line leaves the word at its edge.
    const away = Math.min((half + 5) / Math.max(1e-6, Math.abs(dx)), (letters / 2 + 4) / Math.max(1e-6, Math.abs(dy)))
    if (away < 1) {
      c.strokeStyle = name.colour
      c.lineWidth = 1.5
      c.beginPath()
      c.moveTo(x + dx * away, y + dy * away)
      c.lineTo(tipX, tipY)
      c.stroke()
    }
    c.strokeStyle = inks.ground
    c.lineWidth = 4
    c.strokeText(name.text, x, y)
    c.fillStyle = inks.ink
    c.fillText(name.text, x, y)
  }
  if (lasso.length > 1) {
    c.beginPath()
    for (const [x, y] of lasso) c.lineTo(x, y)
    c.closePath()
    c.globalAlpha = 0.12
    c.fillStyle = inks.accent
    c.fill()
    c.globalAlpha = 1
    c.strokeStyle = inks.accent
    c.lineWidth = 2
    c.setLineDash([6, 4])
    c.stroke()
    c.setLineDash([])
  }
  for (const [width, colour] of paths.length > 0 ? rimmed(inks) : [])
    for (const [from, to] of paths) {
      const [start, tip] = [at(scene.x[from]!, scene.y[from]!), at(scene.x[to]!, scene.y[to]!)]
      c.strokeStyle = colour
      c.fillStyle = colour
      c.lineWidth = width
      c.beginPath()
      c.moveTo(...start)
      c.lineTo(...tip)
      c.stroke()
      const head = arrowHead(start, tip, 9)
      if (!head) continue
      c.beginPath()
      for (const corner of head) c.lineTo(...corner)
      c.fill()
    }
  if (pointed >= 0 && pointed < scene.x.length) {
    const [x, y] = at(scene.x[pointed]!, scene.y[pointed]!)
    for (const [width, colour] of [
      [6, inks.ground],
      [2.5, inks.ink],
    ] as const) {
      c.lineWidth = width
      c.strokeStyle = colour
      c.beginPath()
      c.arc(x, y, 9, 0, 2 * Math.PI)
      c.stroke()
    }
  }
}

/** What is drawn over points is first drawn wider, in the colour of the ground. */
const rimmed = ({ ink, ground }: Overlay['inks']) =>
  [
    [3.5, ground],
    [1.4, ink],
  ] as const

import { modeAngle, ringDensity, spreadAngles } from '../../../../report/page/ring.js'
import { circleRadius, type Scene } from './scene.ts'

/** Where a class is named: the middle of its name, and the place that it is the name of. */
export interface NamePlace {
  readonly class: number
  readonly x: number
  readonly y: number
  readonly tipX: number
  readonly tipY: number
}

/** Names of a circle stand on a circle inside it, so far from one another. */
const [nameRadius, gap] = [0.43, 0.28]

/** Cells along one side of the grid whose fullest cell is where a class is densest. */
const cells = 18

/** Where classes are named: inside a circle, next to where each is densest; elsewhere there. Classes without points have no name. */
export function namePlaces(scene: Scene, codes: Int32Array, classes: readonly number[]): readonly NamePlace[] {
  const members = new Map(classes.map((name) => [name, [] as number[]]))
  for (let i = 0; i < codes.length; i++) members.get(codes[i]!)?.push(i)
  const present = [...members].filter(([, rows]) => rows.length > 0)
  if (scene.kind !== 'circle')
    return present.map(([name, rows]) => {
      const [x, y] = densest(scene, rows)
      return { class: name, x, y, tipX: x, tipY: y }
    })
  const modes = present.map(([, rows]) =>
    modeAngle(ringDensity(rows.map((row) => Math.atan2(-scene.y[row]!, scene.x[row]!)))),
  )
  const angles = spreadAngles(modes, gap)
  return present.map(([name], i) => ({
    class: name,
    x: nameRadius * Math.cos(angles[i]!),
    y: -nameRadius * Math.sin(angles[i]!),
    tipX: (circleRadius - 0.02) * Math.cos(modes[i]!),
    tipY: -(circleRadius - 0.02) * Math.sin(modes[i]!),
  }))
}

/** The mean of the points in the fullest cell of a grid. */
function densest({ x, y }: Scene, rows: readonly number[]): [number, number] {
  const cellOf = (row: number): number =>
    Math.floor(((x[row]! + 1) / 2) * cells) + cells * Math.floor(((y[row]! + 1) / 2) * cells)
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(cellOf(row), (counts.get(cellOf(row)) ?? 0) + 1)
  const [fullest] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))
  const inside = rows.filter((row) => cellOf(row) === fullest)
  const mean = (axis: Float32Array): number => inside.reduce((sum, row) => sum + axis[row]!, 0) / inside.length
  return [mean(x), mean(y)]
}

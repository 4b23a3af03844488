import type { Random } from '../random.ts'
import type { Setup } from './setup.ts'
import { pointsOf } from './setup.ts'
import { reachOf } from './tupleLoss.ts'

/** Where a descent begins: with the modes apart, each class's beside each other and a little jitter inside of each mode,
 *  or anywhere. */
export type Start = 'apart' | 'random'

/** The points of a setup at their start, [points, dimension].
 *  apart: in the plane each class is a ring of its modes, 1.5 times the loss's reach from one to the next (or as wide as the
 *  margin loss lets a class be, if that is less), and the rings lie on a ring so far apart that the loss is 0 with all
 *  positives and right labels; on the sphere all modes lie on a great circle. Further dimensions get jitter alone.
 *  random: normal, twice the reach wide. */
export function startPlaces(setup: Setup, start: Start, random: Random): Float32Array {
  const { dimension, tied, population } = setup
  const reach = lengthOf(setup, reachOf(setup.loss))
  const count = pointsOf(setup)
  if (start === 'random') return Float32Array.from({ length: count * dimension }, () => 2 * reach * random.normal())
  const centres = setup.space === 'sphere' ? onCircle(setup) : inRings(setup)
  const jitter = setup.space === 'sphere' ? 0.02 : 0.05 * reach
  return Float32Array.from({ length: count * dimension }, (_, at) => {
    const [point, axis] = [Math.floor(at / dimension), at % dimension]
    const mode = tied ? point : population.modeOf[point]!
    return (centres[mode]![axis] ?? 0) + jitter * random.normal()
  })
}

/** A length whose distance, squared or not, is what is given. */
const lengthOf = ({ squared }: Setup, distance: number): number => (squared ? Math.sqrt(distance) : distance)

/** Modes in the order of their classes, evenly on the unit circle. */
function onCircle({ population: { classes, modes } }: Setup): number[][] {
  return Array.from({ length: classes * modes }, (_, mode) => around(1, mode / (classes * modes)))
}

function inRings(setup: Setup): number[][] {
  const { classes, modes } = setup.population
  const reach = lengthOf(setup, reachOf(setup.loss))
  const radius = modes === 1 ? 0 : ringOf(setup, reach)
  // Between classes: the reach beyond the widest pair of a class.
  const between = 4 * radius + 1.1 * reach
  const outer = classes === 2 ? between / 2 : between / (2 * Math.sin(Math.PI / classes))
  return Array.from({ length: classes * modes }, (_, mode) => {
    const [x, y] = around(outer, Math.floor(mode / modes) / classes) as [number, number]
    const [dx, dy] = around(radius, (mode % modes) / modes) as [number, number]
    return [x + dx, y + dy]
  })
}

function ringOf({ loss, squared, population: { modes } }: Setup, reach: number): number {
  const radius = (1.5 * reach) / (2 * Math.sin(Math.PI / modes))
  if (loss.name === 'triplet') return radius
  const widest = loss.beta - loss.margin
  return Math.min(radius, (0.95 * (squared ? Math.sqrt(Math.max(widest, 0)) : Math.max(widest, 0))) / 2)
}

const around = (radius: number, share: number): number[] => [
  radius * Math.cos(2 * Math.PI * share),
  radius * Math.sin(2 * Math.PI * share),
]

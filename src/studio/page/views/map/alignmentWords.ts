import type { Alignment } from '../../../../evaluate/projection/align.ts'

/** What was done to lay one run over another, and what may not be read from it.
 *  @param first and @param second names of the runs @param circle whether both lie on circles */
export function alignmentWords(
  { angle, mirrored, scale, pairs, left }: Alignment,
  first: string,
  second: string,
  circle: boolean,
): string {
  const done = [
    ...(mirrored ? ['mirrored'] : []),
    `turned by ${Math.round(((angle * 180) / Math.PI + 360) % 360)}°`,
    ...(circle ? [] : [`scaled by ${scale.toPrecision(3)}`, 'shifted']),
  ]
  const common =
    pairs === 1 ? 'one image that both have lies' : `${pairs.toLocaleString('en')} images that both have lie`
  return `Both runs in one map: ${second} is ${done.slice(0, -1).join(', ')}${done.length > 1 ? ' and ' : ''}${done.at(-1)}, as a whole, so that the ${common} as near to where ${first} has them as they can (orthogonal Procrustes fit; ${Math.round(100 * left)} % of their spread is left). How far a point of one run lies from a point of the other is a matter of this alignment: it is no distance of either embedding. A line leads from where ${first} has an image to where ${second} has it.`
}

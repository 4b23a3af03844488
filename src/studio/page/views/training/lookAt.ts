import type { Look } from '../../../api.ts'

/** Where the sampled images are at a step: between two looks on the straight line from one to the other, before the first and after the
 *  last as these have them.
 *  @param looks at least one, by step
 *  @returns [images, 2] */
export function lookAt(looks: readonly Look[], step: number): readonly number[] {
  const next = looks.findIndex((look) => look.step >= step)
  if (next === 0) return looks[0]!.xy
  if (next < 0) return looks.at(-1)!.xy
  const [a, b] = [looks[next - 1]!, looks[next]!]
  const share = (step - a.step) / (b.step - a.step)
  return a.xy.map((value, i) => value + share * ((b.xy[i] ?? value) - value))
}

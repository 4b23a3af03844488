import { useMemo } from 'preact/hooks'
import { methodStyles } from '../../data/methodStyles.ts'
import { useRuns } from '../../data/runs.tsx'
import { plainColour } from '../../parts/figures/plainColour.ts'
import { alignmentWords } from './alignmentWords.ts'
import { type Colouring, countsOf } from './colouring.ts'
import { coloursOf } from './coloursOf.ts'
import { pixelOf } from './pixelOf.ts'
import type { Look } from './points/pointLayer.ts'
import { highestOf, sceneOf } from './scene.ts'
import { type Together, together } from './together.ts'
import type { Dress, Side } from './useMaps.ts'

/** What asks for it in the address, as `colour`: no column of a dataset is called so. */
export const byRun = ':run'

/** Two runs in one map, coloured by run. */
export interface Laid {
  readonly both: Together
  readonly look: Look
  readonly colouring: Colouring
  /** `#rrggbb` of each run, and last that of rows of none. */
  readonly colours: readonly string[]
  /** Images of each run. */
  readonly counts: Int32Array
  readonly title: string
  /** What was done to lay the one over the other. */
  readonly words: string
}

/** Whether two runs can be laid over one another: null while that is not known. */
export function canBeTogether(sides: readonly Side[]): boolean | null {
  if (sides.length < 2) return false
  const [a, b] = sides
  if (!a!.map || !b!.map || b!.link === null) return null
  return b!.link === 'same' || b!.link.some((row) => row >= 0)
}

/** Both runs in one map where that is asked for and can be; null otherwise, and while it is on its way. */
export function useTogether(
  sides: readonly Side[],
  { hidden, inks }: Pick<Dress, 'hidden' | 'inks'>,
  asked: boolean,
): Laid | null {
  const all = useRuns()
  const [a, b] = [sides[0], sides[1]]
  const [first, second, link] = [a?.map ?? null, b?.map ?? null, b?.link ?? null]
  const both = useMemo(
    () =>
      asked && first && second && link !== null
        ? together({ kind: first.detail.map.kind, xy: first.xy }, { kind: second.detail.map.kind, xy: second.xy }, link)
        : null,
    [asked, first, second, link],
  )
  const scene = useMemo(() => both && sceneOf(both.kind, both.xy, highestOf(both.kind, both.xy)), [both])
  const names = [a?.title ?? '', b?.title ?? '']
  const colouring = useMemo<Colouring>(() => ({ column: 'run', role: 'run', classes: names }), names)
  const methods = [a?.run.method, b?.run.method]
  const colours = useMemo(() => {
    const usual = coloursOf(colouring, inks)
    const styles = methodStyles(all)
    const own = methods.map((method) => styles.get(method ?? '')?.colour)
    // Two seeds of one method would be of one colour.
    return own[0] && own[1] && own[0] !== own[1] ? [...(own as string[]).map(plainColour), usual.at(-1)!] : usual
  }, [colouring, inks, ...methods])
  const [chosen, others] = [a?.chosen, b?.chosen]
  const look = useMemo<Look | null>(
    () =>
      both && scene
        ? {
            scene,
            codes: both.codes,
            colours: Uint32Array.from(colours, pixelOf),
            ground: pixelOf(inks.ground),
            hidden: (code) => hidden.has(code),
            chosen: [...(chosen ?? []), ...(others ?? []).map((row) => both.first + row)],
            onTop: -1,
          }
        : null,
    [both, scene, colours, inks, hidden, chosen, others],
  )
  const counts = useMemo(() => countsOf(both?.codes ?? new Int32Array(0), 2), [both])
  if (!both || !look) return null
  const words = alignmentWords(both.alignment, names[0]!, names[1]!, both.kind === 'circle')
  return { both, look, colouring, colours, counts, title: names.join(' and '), words }
}

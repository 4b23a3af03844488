import { useMemo } from 'preact/hooks'
import type { Colouring } from './colouring.ts'
import { type NamePlace, namePlaces } from './namePlaces.ts'
import { pixelOf } from './pixelOf.ts'
import type { Look } from './points/pointLayer.ts'
import { sceneOf } from './scene.ts'
import type { Inks } from './useInks.ts'
import type { MapRun } from './useMapRun.ts'

/** With more classes in sight, names would hide the map. */
const mostNames = 24

export interface Shown {
  readonly look: Look
  readonly names: readonly (NamePlace & { readonly text: string; readonly colour: string })[]
}

/** What is to be seen of a run, made anew only where something of it changed; null without a run. */
export function useLook(
  map: MapRun | null,
  {
    codes,
    colouring,
    colours,
    hidden,
    chosen,
    highest,
    inks,
  }: {
    readonly codes: Int32Array
    readonly colouring: Colouring | null
    readonly colours: readonly string[]
    readonly hidden: ReadonlySet<number>
    readonly chosen: readonly number[]
    readonly highest: number
    readonly inks: Inks
  },
): Shown | null {
  const scene = useMemo(() => (map ? sceneOf(map.detail.map.kind, map.xy, highest) : null), [map, highest])
  const look = useMemo<Look | null>(
    () =>
      scene && codes.length === scene.x.length
        ? {
            scene,
            codes,
            colours: Uint32Array.from(colours.length > 0 ? colours : [inks.mute], pixelOf),
            ground: pixelOf(inks.ground),
            hidden: (code) => hidden.has(code),
            chosen,
            onTop: colouring?.role === 'right' ? 0 : -1,
          }
        : null,
    [scene, codes, colouring, colours, hidden, chosen, inks],
  )
  const names = useMemo(() => {
    const classes = colouring?.classes ?? []
    const seen = [...classes.keys()].filter((place) => !hidden.has(place))
    if (!scene || colouring?.role === 'right' || colouring?.role === 'split' || seen.length > mostNames) return []
    return namePlaces(scene, codes, seen).map((place) => ({
      ...place,
      text: shortened(classes[place.class]!),
      colour: colours[place.class]!,
    }))
  }, [scene, codes, colouring, colours, hidden])
  return useMemo(() => look && { look, names }, [look, names])
}

const shortened = (name: string): string => (name.length > 18 ? `${name.slice(0, 17)}…` : name)

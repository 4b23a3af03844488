import { useMemo } from 'preact/hooks'
import type { RunSummary } from '../../../api.ts'
import type { Unavailable } from '../../data/resource.ts'
import { shortNames } from '../../data/shortNames.ts'
import { useRoute } from '../../route.ts'
import { type Camera, readCamera } from './camera.ts'
import { type Choice, readNumbers } from './choice.ts'
import { type Colouring, colouringOf } from './colouring.ts'
import { coloursOf } from './coloursOf.ts'
import { highestOf } from './scene.ts'
import { useChosenRows } from './useChosenRows.ts'
import { type Inks, useInks } from './useInks.ts'
import { useLink } from './useLink.ts'
import { type Shown, useLook } from './useLook.ts'
import { type MapRun, useCodes, useMapRun } from './useMapRun.ts'

/** How all maps beside one another are drawn. */
export interface Dress {
  readonly colouring: Colouring | null
  /** `#rrggbb` of each class, and last that of rows without one. */
  readonly colours: readonly string[]
  /** Classes left out. */
  readonly hidden: ReadonlySet<number>
  /** The highest stack of any of them, so that heights can be compared. */
  readonly highest: number
  readonly inks: Inks
}

/** One of the maps beside one another, as far as it is there. */
export interface Side {
  readonly run: RunSummary
  readonly title: string
  readonly camera: Camera
  /** What keeps the camera in the address. */
  readonly cameraName: 'at' | 'at2'
  readonly map: MapRun | null
  readonly error: Unavailable | null
  /** Class of each row, -1 for none. */
  readonly codes: Int32Array
  readonly chosen: readonly number[]
  /** From the rows of the other map to this one's, see `useLink`. */
  readonly link: Int32Array | 'same' | null
  readonly shown: Shown | null
}

/** The maps of one run or two, with what the address says of how they are drawn. All of it is made anew only where it changes. */
export function useMaps(
  runs: readonly RunSummary[],
  choice: Choice | null,
): Dress & { readonly sides: readonly Side[] } {
  const { params } = useRoute()
  const [asked, hide] = [params.get('colour'), params.get('hide')]
  const inks = useInks()
  const [first, second] = [useMapRun(runs[0] ?? null), useMapRun(runs[1] ?? null)]
  const details = useMemo(
    () => [first.value, second.value].flatMap((map) => map?.detail ?? []),
    [first.value, second.value],
  )
  const highest = useMemo(() => Math.max(highestIn(first.value), highestIn(second.value)), [first.value, second.value])
  const colouring = useMemo(() => colouringOf(details, asked), [details, asked])
  const colours = useMemo(() => (colouring ? coloursOf(colouring, inks) : []), [colouring, inks])
  const hidden = useMemo(() => new Set(readNumbers(hide)), [hide])
  const dress = { colouring, colours, hidden, highest, inks }
  const seen = [
    { ...first, ...useSide(first.value, second.value, choice, dress) },
    { ...second, ...useSide(second.value, first.value, choice, dress) },
  ]
  const titles = shortNames(runs.map(({ name }) => name))
  const sides = runs.slice(0, 2).map((run, i): Side => {
    const { value: map, ...rest } = seen[i]!
    const cameraName = i === 0 ? 'at' : 'at2'
    return { run, title: titles[i]!, camera: readCamera(params.get(cameraName)), cameraName, map, ...rest }
  })
  return { ...dress, sides }
}

const highestIn = (map: MapRun | null): number => (map ? highestOf(map.detail.map.kind, map.xy) : 0)

function useSide(
  map: MapRun | null,
  other: MapRun | null,
  choice: Choice | null,
  dress: Dress,
): Pick<Side, 'codes' | 'chosen' | 'link' | 'shown'> {
  const codes = useCodes(map, dress.colouring)
  const link = useLink(other, map)
  const chosen = useChosenRows(choice, map, codes, other, link)
  return { codes, chosen, link, shown: useLook(map, { ...dress, codes, chosen }) }
}

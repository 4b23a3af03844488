import type { FigureKey } from '../../parts/figures/figureSheet.ts'
import type { Camera, Size } from './camera.ts'
import { mapFigure } from './mapFigure.ts'
import { mapWords } from './mapWords.ts'
import { pictureOf } from './pictureOf.ts'
import { shownPaths } from './shownPaths.ts'
import type { Dress, Side } from './useMaps.ts'
import type { Laid } from './useTogether.ts'

/** With more classes a legend would be larger than the map. */
const mostKeys = 40

/** The maps as they are seen, side by side, as SVG that stands by itself. */
export function mapDrawing(
  sides: readonly Side[],
  { colouring, colours, hidden, inks }: Pick<Dress, 'colouring' | 'colours' | 'hidden' | 'inks'>,
): string {
  const parts = sides.flatMap(({ map, shown, camera, title }) => {
    if (!map || !shown) return []
    const { look, names } = shown
    return {
      title,
      words: mapWords(map.detail.map),
      scene: look.scene,
      codes: look.codes,
      colours,
      hidden: look.hidden,
      names,
      camera,
      picture: (size: Size) => pictureOf(look, camera, size),
    }
  })
  return mapFigure(parts, inks, keysOf({ colouring, colours, hidden }))
}

/** Two runs in one map, as it is seen. */
export function togetherDrawing(
  { both, look, title, words, ...own }: Laid,
  camera: Camera,
  { hidden, inks }: Pick<Dress, 'hidden' | 'inks'>,
): string {
  const part = {
    title,
    words,
    scene: look.scene,
    codes: look.codes,
    colours: own.colours,
    hidden: look.hidden,
    names: [],
    camera,
    paths: shownPaths(both, look, look.chosen),
    picture: (size: Size) => pictureOf(look, camera, size),
  }
  return mapFigure([part], inks, keysOf({ ...own, hidden }))
}

function keysOf({ colouring, colours, hidden }: Pick<Dress, 'colouring' | 'colours' | 'hidden'>): FigureKey[] {
  const seen = [...(colouring?.classes ?? []).entries()].filter(([place]) => !hidden.has(place))
  return seen.length > mostKeys ? [] : seen.map(([place, name]) => ({ name, colour: colours[place]! }))
}

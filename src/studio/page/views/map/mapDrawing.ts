import type { Size } from './camera.ts'
import { mapFigure } from './mapFigure.ts'
import { mapWords } from './mapWords.ts'
import { pictureOf } from './pictureOf.ts'
import type { Dress, Side } from './useMaps.ts'

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
  const seen = [...(colouring?.classes ?? []).entries()].filter(([place]) => !hidden.has(place))
  const keys = seen.length > mostKeys ? [] : seen.map(([place, name]) => ({ name, colour: colours[place]! }))
  return mapFigure(parts, inks, keys)
}

import { fileName, savePng, saveSvg } from '../../parts/figure.ts'
import type { Size } from './camera.ts'
import { mapFigure } from './mapFigure.ts'
import { mapWords } from './mapWords.ts'
import { pictureOf } from './pictureOf.ts'
import type { Dress, Side } from './useMaps.ts'

/** Saves the maps as they are seen, side by side, as a file. */
export function saveMap(
  kind: 'svg' | 'png',
  sides: readonly Side[],
  { colours, inks }: Pick<Dress, 'colours' | 'inks'>,
): void {
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
  const svg = mapFigure(parts, inks)
  const name = fileName('map', ...sides.map(({ title }) => title))
  if (kind === 'svg') saveSvg(svg, name)
  else void savePng(svg, name)
}

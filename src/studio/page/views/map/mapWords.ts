import type { MapShape } from '../../../api.ts'

const percent = (share: number): string => `${Math.round(100 * share)} %`

/** What a map is, in a few words: for below a title. */
export function mapWords({ kind, kept }: MapShape): string {
  if (kind === 'circle') return 'The embedding itself: angles on the unit circle.'
  if (kind === 'plane') return 'The embedding itself.'
  const share = `${percent(kept)} of the 10 nearest neighbours are kept`
  return kind === 'umap' ? `UMAP: ${share}.` : `Its two principal directions: ${share}.`
}

/** How a map is to be read, in a sentence or two. */
export function mapReading({ kind }: MapShape): string {
  if (kind === 'circle')
    return 'Images stand at their own angle, stacked outwards where many share it: a high narrow spike is a class on one point, separate hills are kinds kept apart.'
  if (kind === 'plane') return 'Every distance on the map is the distance that retrieval goes by.'
  if (kind === 'umap')
    return 'UMAP lays neighbours beside one another. Who is near whom can be trusted as far as the share of neighbours kept says; how far groups are apart, and how large they are, says nothing.'
  return 'Every image is seen from the side from which the embedding varies most; what lies behind one another may be far apart.'
}

import type { Judgement } from '../evaluate/judge.ts'
import { judge } from '../evaluate/judge.ts'
import type { Embedder } from '../train/embedder.ts'
import { progress } from '../train/progress.ts'
import type { Data } from './dataOf.ts'
import { embedRows } from './dataOf.ts'
import { makersOf } from './makersOf.ts'

/** Embeds the queries and the gallery of the data, and judges them, with progress.
 *  @param label before the progress. Default 'judging'
 *  @param ks the K of the metrics at K; left out: the usual ones
 *  @param longest list of neighbours; left out: the usual one
 *  @param clusters whether images are clustered however many there are */
export async function judgeEmbedder(
  embedder: Embedder,
  data: Pick<Data, 'protocol' | 'samples'> & Partial<Pick<Data, 'dataset' | 'pixels'>>,
  {
    label = 'judging',
    ks,
    longest,
    clusters = false,
  }: {
    readonly label?: string
    readonly ks?: readonly number[] | undefined
    readonly longest?: number | undefined
    readonly clusters?: boolean
  } = {},
): Promise<Judgement> {
  const { query, gallery } = data.protocol
  const bar = progress({ total: query.length + (gallery?.length ?? 0), unit: 'images', label, after: 2000 })
  try {
    const queries = await embedRows(embedder, data, query, (done) => bar.update(done))
    const inGallery = gallery && (await embedRows(embedder, data, gallery, (done) => bar.update(query.length + done)))
    bar.update(query.length + (gallery?.length ?? 0), 'searching their neighbours')
    return await judge({
      protocol: data.protocol,
      queries,
      gallery: inGallery,
      dimension: embedder.dimension,
      ...makersOf(data),
      ...(ks && { ks }),
      ...(longest && { longest }),
      ...(clusters && { clusters: Number.POSITIVE_INFINITY }),
    })
  } finally {
    bar.done('')
  }
}

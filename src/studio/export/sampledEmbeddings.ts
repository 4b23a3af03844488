import { gather } from '../../data/gather.ts'
import type { Protocol } from '../../data/protocol.ts'
import { spaced } from '../../data/spaced.ts'
import { thumbnailOf } from '../../data/thumbnailOf.ts'
import type { Judgement } from '../../evaluate/judge.ts'
import type { NearestRows } from '../../evaluate/nearestRows.ts'
import type { Data } from '../../runs/dataOf.ts'
import { embedRows } from '../../runs/dataOf.ts'
import { marginOf } from '../../runs/marginOf.ts'
import { modelOf } from '../../runs/modelOf.ts'
import type { Settings } from '../../runs/settings.ts'
import type { Answers } from '../prepare/answers.ts'
import { answersOf, cosineDistance } from '../prepare/answers.ts'
import { headlineOf } from '../prepare/headlineOf.ts'
import { layout } from '../prepare/layout.ts'
import { nearestAmong } from '../prepare/nearestAmong.ts'
import { viewsOf } from '../prepare/viewsOf.ts'
import { thumbnailSide } from '../prepare/writeThumbnails.ts'
import { protocolOfRows } from './protocolOfRows.ts'
import type { ReportedEmbedding } from './reportedEmbedding.ts'
import { askedOf, shownNeighbours } from './sampleOf.ts'

/** A finished run over the data. */
export interface SampledRun {
  readonly name: string
  readonly folder: string
  readonly settings: Settings
  readonly judgement: Judgement
}

/** What a report shows of some runs over the same data, in memory, where preparing all their images would take too long: evenly spaced
 *  queries with the nearest of each, found in the whole gallery, and the neighbours of those queries that are shown with them. The map,
 *  the kinds and the classes are of these rows alone, and the notes say so; what is right is right in the whole.
 *  Fails where a run's model is missing or damaged.
 *  @param onProgress told of two steps a run
 *  @param most queries that are looked at. Default 1500 */
export async function sampledEmbeddings(
  runs: readonly SampledRun[],
  data: Data,
  {
    onProgress = () => {},
    most = 1500,
  }: { readonly onProgress?: (done: number, note: string) => void; readonly most?: number } = {},
): Promise<ReportedEmbedding[]> {
  const { query, gallery } = data.protocol
  const judged = Int32Array.from(new Set([...query, ...(gallery ?? [])])).sort()
  const protocol = protocolOfRows(data.protocol, judged)
  const queries = spaced(protocol.query, most)
  const searched: Searched[] = []
  for (const [i, run] of runs.entries()) {
    onProgress(i, `embedding for ${run.name}`)
    const embedder = await modelOf(run.folder, data.intake, 'cpu')
    const { dimension } = embedder
    const embeddings = await embedRows(embedder, data, judged).finally(() => embedder.close())
    const near = await nearestAmong(
      { embeddings, dimension },
      { among: protocol.gallery ?? protocol.query, queries, k: shownNeighbours },
    )
    searched.push({ embeddings, dimension, near, answers: answersOf(protocol, near) })
  }

  const right = searched[0]!.answers.right(protocol.evaluateLabel)
  const asked = askedOf(right, protocol.evaluateLabel.labels, runs.length)
  const shown = new Set<number>(queries)
  for (const { near, answers } of searched) {
    for (const row of queries) if (answers.nearest[row]! >= 0) shown.add(answers.nearest[row]!)
    for (const row of asked) for (const other of listOf(near, row)) shown.add(other)
  }
  const rows = Int32Array.from(shown).sort()
  const wanted = { data, judged, protocol, part: protocolOfRows(protocol, rows), rows, queries }
  const made: ReportedEmbedding[] = []
  for (const [i, run] of runs.entries()) {
    onProgress(runs.length + i, `looking at ${run.name}`)
    made.push(await ofRows(run, searched[i]!, wanted))
  }
  onProgress(2 * runs.length, '')
  return made
}

/** Of every row that judges. */
interface Searched {
  readonly embeddings: Float32Array
  readonly dimension: number
  /** Of the queries that are looked at alone. */
  readonly near: NearestRows
  readonly answers: Answers
}

interface Wanted {
  readonly data: Data
  /** Rows of the data that judge. */
  readonly judged: Int32Array
  /** Of those. */
  readonly protocol: Protocol
  /** Of those, what is shown. */
  readonly rows: Int32Array
  /** Of what is shown. */
  readonly part: Protocol
  /** Of those, what is asked. */
  readonly queries: Int32Array
}

async function ofRows(
  { settings, judgement }: SampledRun,
  { embeddings, dimension, near, answers }: Searched,
  { data, judged, protocol, rows, part, queries }: Wanted,
): Promise<ReportedEmbedding> {
  const { dataset, pixels, skipped } = data
  const placeOf = new Map(Array.from(rows, (row, i) => [row, i]))
  const image = (place: number): number => pixels.kept[judged[rows[place]!]!]!
  const levels = [protocol.label, protocol.evaluateLabel, ...(protocol.levels ?? [])]
  const views = await viewsOf(
    {
      embedded: { embeddings: gather(embeddings, dimension, rows), dimension },
      protocol: { ...part, query: queries.map((row) => placeOf.get(row)!) },
      answers: {
        nearest: rows.map((row) => placeOf.get(answers.nearest[row]!) ?? -1),
        distance: Float32Array.from(rows, (row) => answers.distance[row]!),
        right({ name }) {
          const found = answers.right(levels.find((level) => level.name === name)!)
          return rows.map((row) => found[row]!)
        },
      },
      among: null,
      splits: dataset.splits && Array.from(rows.keys(), (place) => dataset.splits![image(place)] ?? null),
      margin: marginOf(settings),
      judged: headlineOf(judgement, data.protocol),
    },
    { onProgress() {} },
  )
  return {
    detail: {
      ...views.detail,
      format: layout.format,
      sampleOf: pixels.kept.length,
      images: dataset.name,
      dataset: dataset.name,
      depth: near.k,
      thumbnail: thumbnailSide,
      skipped,
      notes:
        rows.length < pixels.kept.length
          ? [
              `Map, kinds and classes were made out of ${rows.length.toLocaleString('en')} of the ${pixels.kept.length.toLocaleString('en')} images, and what is right or wrong was searched among all that it is judged by. The studio makes them out of all.`,
            ]
          : [],
    },
    records: async (places) =>
      places.map((place) => ({ name: dataset.names[image(place)]!, path: null, image: image(place) })),
    columnValues: async (place) => views.columns[place]!.values,
    mapValues: async () => views.map,
    nearest: async (places, k) => nearestOf(places, k, { near, rows, placeOf }),
    classes: async () => views.classes,
    // An image that has gone since is shown as one that is missing.
    thumbnail: (place) => thumbnailOf(dataset.source(image(place)), thumbnailSide).catch(() => null),
  }
}

/** Lists end where a neighbour is not shown. */
function nearestOf(
  places: readonly number[],
  k: number,
  {
    near,
    rows,
    placeOf,
  }: { readonly near: NearestRows; readonly rows: Int32Array; readonly placeOf: ReadonlyMap<number, number> },
): { rows: Int32Array; distances: Float32Array } {
  const found = { rows: new Int32Array(places.length * k).fill(-1), distances: new Float32Array(places.length * k) }
  for (const [i, place] of places.entries()) {
    const row = rows[place]!
    for (let n = 0; n < Math.min(k, near.k); n++) {
      const other = placeOf.get(near.indices[row * near.k + n]!)
      if (other === undefined) break
      found.rows[i * k + n] = other
      found.distances[i * k + n] = cosineDistance(near.distances[row * near.k + n]!)
    }
  }
  return found
}

const listOf = ({ indices, k }: NearestRows, row: number): Int32Array =>
  indices.subarray(row * k, (row + 1) * k).filter((other) => other >= 0)

import type { Split } from '../../data/dataset.ts'
import type { Protocol } from '../../data/protocol.ts'
import type { NearestRows } from '../../evaluate/nearestRows.ts'
import { project } from '../../evaluate/projection/project.ts'
import type { ClassList, ClassPage, Column, RunDetail } from '../api.ts'
import type { Answers } from './answers.ts'
import { shareRight } from './answers.ts'
import { columnsOfRun } from './columnsOfRun.ts'
import type { Embedded } from './embedImages.ts'
import type { Following } from './following.ts'
import { allQueries } from './headlineOf.ts'
import { lookInto } from './lookInto.ts'

/** What is needed to show some rows of a run. */
export interface Viewed {
  readonly embedded: Pick<Embedded, 'embeddings' | 'dimension'>
  /** Of these rows. */
  readonly protocol: Protocol
  readonly answers: Answers
  /** The nearest of each row among all of them; null: they are looked for. */
  readonly among: NearestRows | null
  /** One a row; null where the dataset has none. */
  readonly splits: readonly (Split | null)[] | null
  readonly margin: number
  /** Headline numbers of the whole run; where there are none they are taken from these rows. */
  readonly judged: Partial<Pick<RunDetail, 'recallAt1' | 'recallOf' | 'effectiveRank'>>
}

/** The map, the columns and the classes of some rows of a run, in memory. */
export interface Views {
  /** float32 [rows, 2]. */
  readonly map: Float32Array
  readonly columns: readonly (Column & { readonly values: Int32Array })[]
  readonly classes: { readonly list: ClassList; readonly pages: readonly ClassPage[] }
  readonly detail: Pick<
    RunDetail,
    'rows' | 'dimension' | 'label' | 'evaluateLabel' | 'columns' | 'map' | 'recallAt1' | 'recallOf' | 'effectiveRank'
  >
}

/** Computes what is shown of some rows of a run: all of them where a run is prepared, a sample in a report. */
export async function viewsOf(
  { embedded, protocol, answers, among, splits, margin, judged }: Viewed,
  following: Following,
): Promise<Views> {
  const { embeddings, dimension } = embedded
  const { label, evaluateLabel, levels, query } = protocol
  const { onProgress, signal } = following
  onProgress('map', 0, 0)
  const { xy, ...map } = await project({
    embeddings,
    dimension,
    seed: 0,
    ...(among && { known: among }),
    onProgress,
    ...(signal && { signal }),
  })
  const { kinds, collapse, list, pages } = await lookInto(embedded, { protocol, answers, margin }, following)
  const right = answers.right(evaluateLabel)
  const columns = columnsOfRun({ levels: levels ?? [], kinds, splits, right })
  return {
    map: xy,
    columns,
    classes: { list, pages },
    detail: {
      rows: embeddings.length / dimension,
      dimension,
      label: label.name,
      evaluateLabel: evaluateLabel.name,
      columns: columns.map(({ name, role, classes }) => ({ name, role, classes })),
      map,
      ...recallWith(judged, () => shareRight(right, query)),
      effectiveRank: judged.effectiveRank ?? collapse.space.effectiveRank,
    },
  }
}

/** The share of queries that are right, and of whom it is. */
function recallWith(
  { recallAt1, recallOf }: Viewed['judged'],
  measure: () => number | null,
): Pick<RunDetail, 'recallAt1' | 'recallOf'> {
  return typeof recallAt1 === 'number'
    ? { recallAt1, ...(recallOf !== undefined && { recallOf }) }
    : { recallAt1: measure(), recallOf: allQueries }
}

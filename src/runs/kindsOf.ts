import type { Dataset, LabelLevel, Skipped } from '../data/dataset.ts'
import { labelLevel } from '../data/dataset.ts'
import type { Pixels } from '../data/pixels.ts'
import type { CollapseVerdict } from '../evaluate/collapse/collapseVerdict.ts'
import { collapseVerdict } from '../evaluate/collapse/collapseVerdict.ts'
import type { Collapse } from '../evaluate/collapse/measureCollapse.ts'
import { measureCollapse } from '../evaluate/collapse/measureCollapse.ts'
import type { LabelError } from '../evaluate/errors/labelErrors.ts'
import { labelErrors } from '../evaluate/errors/labelErrors.ts'
import type { NearDuplicates } from '../evaluate/errors/nearDuplicates.ts'
import { nearDuplicates } from '../evaluate/errors/nearDuplicates.ts'
import type { Embedder } from '../train/embedder.ts'
import { progress } from '../train/progress.ts'
import { corrected } from './corrected.ts'
import { corrections } from './corrections.ts'
import { embedRows } from './dataOf.ts'
import { levelWords } from './levelWords.ts'
import type { Samples } from './loadSamples.ts'

/** What `nearkin kinds` found. Rows are those of the embeddings, one for each image that was decoded. */
export interface KindsFound {
  readonly dataset: Dataset
  /** For each row its image in the dataset. */
  readonly kept: Int32Array
  readonly pixels: Pixels
  readonly skipped: readonly Skipped[]
  /** The level whose classes are looked into, and a finer one to compare with; labels are one a row. */
  readonly level: LabelLevel
  readonly finer: LabelLevel | null
  readonly embeddings: Float32Array
  readonly dimension: number
  readonly collapse: Collapse
  readonly verdict: CollapseVerdict
  readonly errors: readonly LabelError[]
  readonly duplicates: NearDuplicates
  /** Labels that were accepted. */
  readonly corrected: number
}

export interface KindsWanted {
  /** Levels by name; null: as the dataset has it. */
  readonly label: string | null
  readonly evaluateLabel: string | null
  readonly margin: number
  /** A `label-errors.csv` with what to accept. */
  readonly accept?: string | undefined
}

/** Embeds every image of a dataset and looks into its classes: kinds, collapse, likely label errors, near-duplicates. */
export async function kindsOf(embedder: Embedder, loaded: Samples, wanted: KindsWanted): Promise<KindsFound> {
  const { dataset: opened, pixels, samples } = loaded
  const named = labelLevel(opened, wanted.label ?? usualLabel(opened), '--label')
  const changes = wanted.accept === undefined ? new Map() : await corrections(wanted.accept, opened, named)
  const dataset = corrected(opened, named, changes)
  const { kept } = pixels
  const ofRows = (level: LabelLevel): LabelLevel => ({ ...level, labels: kept.map((i) => level.labels[i]!) })
  const level = ofRows(labelLevel(dataset, named.name))
  const judged = labelLevel(dataset, wanted.evaluateLabel ?? usualFiner(dataset), '--evaluate-label')
  const finer = judged.name === level.name ? null : ofRows(judged)

  const rows = Int32Array.from(kept.keys())
  const bar = progress({ total: rows.length, unit: 'images', label: 'embedding', after: 2000 })
  const embeddings = await embedRows(embedder, { samples }, rows, (done) => bar.update(done)).finally(() => bar.done())
  const { dimension } = embedder
  const { labels, classes } = level
  const looking = progress({ total: new Set(labels).size, unit: 'classes', label: 'kinds', after: 2000 })
  const collapse = await measureCollapse({
    embeddings,
    dimension,
    labels,
    classes,
    finer: finer?.labels ?? null,
    margin: wanted.margin,
    onProgress: (done) => looking.update(done),
  }).finally(() => looking.done())
  return {
    dataset,
    kept,
    pixels,
    skipped: [...opened.skipped, ...pixels.skipped],
    level,
    finer,
    embeddings,
    dimension,
    collapse,
    verdict: collapseVerdict(collapse, finer ? { finer: levelWords(finer.name).many } : {}),
    errors: (await labelErrors({ embeddings, dimension, labels })).filter(({ score }) => score > 0.5),
    duplicates: await nearDuplicates({ embeddings, dimension, labels }),
    corrected: changes.size,
  }
}

const usualLabel = ({ protocol, usual, levels }: Dataset): string =>
  protocol?.label ?? usual?.label ?? (levels.length > 1 ? 'coarse' : 'fine')

const usualFiner = ({ protocol, usual }: Dataset): string => protocol?.evaluateLabel ?? usual?.evaluateLabel ?? 'fine'

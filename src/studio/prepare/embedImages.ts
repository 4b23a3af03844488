import type { Dataset, Skipped } from '../../data/dataset.ts'
import { inLanes } from '../../data/inLanes.ts'
import { tryDecode } from '../../data/tryDecode.ts'
import { demand, fail } from '../../errors.ts'
import { featureCacheOptions } from '../../runs/featureCacheOptions.ts'
import type { ModelForm } from '../../runs/modelForm.ts'
import { intakeFor, takesFeatures } from '../../runs/modelForm.ts'
import { modelOf } from '../../runs/modelOf.ts'
import { openFrozenBackbone } from '../../runs/openFrozenBackbone.ts'
import type { Settings } from '../../runs/settings.ts'
import { bytes, floats } from '../../tensor/array.ts'
import type { Embedder } from '../../train/embedder.ts'
import { blockSize } from '../../train/embedder.ts'
import { extractFeatures } from '../../train/extractFeatures.ts'
import type { Following } from './following.ts'

/** A dataset as a run's model sees it: a row an image that could be decoded. */
export interface Embedded {
  /** float32 [rows, dimension], rows of length 1. */
  readonly embeddings: Float32Array
  readonly dimension: number
  /** For each row its image in the dataset, ascending. */
  readonly kept: Int32Array
  readonly skipped: readonly Skipped[]
}

/** Embeds every image of a dataset by the model of a run. Images are decoded as they are needed and not kept: memory grows with
 *  the embedding alone, or for a run on frozen features with these, which are read from their cache where they are in it.
 *  Fails where no image decodes, where the model or the frozen backbone is missing or damaged, and where what the model gives of an
 *  image is not finite, naming it. */
export async function embedImages(
  run: string,
  dataset: Dataset,
  { settings, form }: { readonly settings: Settings; readonly form: ModelForm },
  following: Following,
): Promise<Embedded> {
  const embedder = await modelOf(run, intakeFor(form), settings.device)
  try {
    const embedded = takesFeatures(form)
      ? await onFeatures(embedder, dataset, { settings, form }, following)
      : await onImages(embedder, dataset, form, following)
    demandFinite(run, dataset, embedded)
    return embedded
  } finally {
    await embedder.close()
  }
}

async function onImages(
  embedder: Embedder,
  dataset: Dataset,
  form: ModelForm,
  { onProgress, signal }: Following,
): Promise<Embedded> {
  const intake = intakeFor(form)
  const { dimension } = embedder
  const step = blockSize(intake)
  const all = new Float32Array(dataset.size * dimension)
  const kept: number[] = []
  const skipped: Skipped[] = []
  const decoded = (start: number): Promise<(Uint8Array | string)[]> => {
    const images = inLanes(Math.min(step, dataset.size - start), (i) =>
      tryDecode(dataset.source(start + i), form.image),
    )
    // Should the model fail first, nobody waits for these any more.
    images.catch(() => {})
    return images
  }
  let ahead = decoded(0)
  for (let start = 0; start < dataset.size; start += step) {
    signal?.throwIfAborted()
    onProgress('embedding', start, dataset.size)
    const images = await ahead
    if (start + step < dataset.size) ahead = decoded(start + step)
    const whole = images.filter((one): one is Uint8Array => typeof one !== 'string')
    const samples = bytes(Buffer.concat(whole), [whole.length, ...intake.sample])
    if (whole.length > 0) all.set(await embedder.embed(whole.length, () => samples), kept.length * dimension)
    for (const [i, one] of images.entries())
      if (typeof one === 'string') skipped.push({ name: dataset.names[start + i]!, reason: one })
      else kept.push(start + i)
  }
  demand(kept.length > 0, {
    who: dataset.name,
    rule: `at least one of its ${dataset.size} images must decode`,
    ...(skipped[0] && { remedy: `the first, '${skipped[0].name}', did not: ${skipped[0].reason}` }),
  })
  return { embeddings: all.subarray(0, kept.length * dimension), dimension, kept: Int32Array.from(kept), skipped }
}

async function onFeatures(
  embedder: Embedder,
  dataset: Dataset,
  { settings, form }: { readonly settings: Settings; readonly form: ModelForm },
  { onProgress, signal }: Following,
): Promise<Embedded> {
  const { backbone } = settings
  demand(backbone !== null, { who: 'config.json', rule: 'a run on frozen features must name its backbone' })
  const opened = await openFrozenBackbone({ ...settings, backbone }, form)
  const extracted = await extractFeatures(dataset, opened.backbone, {
    fit: form.image.fit,
    cache: featureCacheOptions(),
    onProgress(done, total) {
      signal?.throwIfAborted()
      onProgress('features', done, total)
    },
  }).finally(() => opened.backbone.close())
  const { kept, skipped } = extracted.pixels
  const rows = Int32Array.from(kept.keys())
  const embeddings = await embedder.embed(rows.length, (start, end) => {
    onProgress('embedding', start, rows.length)
    return floats(extracted.batch(rows.subarray(start, end)), [end - start, extracted.dimension])
  })
  return { embeddings, dimension: embedder.dimension, kept, skipped }
}

function demandFinite(run: string, { names }: Dataset, { embeddings, dimension, kept }: Embedded): void {
  const stray = embeddings.findIndex((x) => !Number.isFinite(x))
  if (stray < 0) return
  fail({
    who: `${run}: model.onnx`,
    rule: `must give finite embeddings, and of '${names[kept[Math.floor(stray / dimension)]!]}' it does not`,
    value: embeddings[stray],
    remedy: 'its training diverged, or the file is damaged: restore it from a copy, or train again with a lower --rate',
  })
}

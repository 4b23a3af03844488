import { basename, resolve } from 'node:path'
import type { Dataset } from '../data/dataset.ts'
import { openDataset } from '../data/open.ts'
import type { Protocol } from '../data/protocol.ts'
import { protocol } from '../data/protocol.ts'
import { spaced } from '../data/spaced.ts'
import { NearkinError } from '../errors.ts'
import type { Range } from '../onnx/surgery/quantize.ts'
import type { Settings } from '../runs/settings.ts'
import { configIn } from '../runs/storedRun.ts'
import { version } from '../runs/version.ts'
import { calibrate } from '../ship/calibrate.ts'
import { dimensionOf } from '../ship/dimensionOf.ts'
import type { DataRecord, ExportedModel, ExportRecord } from '../ship/exportRecord.ts'
import type { Measurement } from '../ship/measure.ts'
import { measure } from '../ship/measure.ts'
import { modelCard } from '../ship/modelCard.ts'
import type { Network } from '../ship/network.ts'
import type { Precision } from '../ship/precision.ts'
import type { ResizeAgreement } from '../ship/resizeAgreement.ts'
import { resizeAgreement } from '../ship/resizeAgreement.ts'
import { trainingImages } from '../ship/trainingImages.ts'
import { transformersFiles } from '../ship/transformersFiles.ts'
import type { FolderFiles } from '../ship/writeFolder.ts'
import { progress } from '../train/progress.ts'
import type { MadeModel } from './exportedModels.ts'
import { exportedModels } from './exportedModels.ts'
import { exportedNetwork } from './exportedNetwork.ts'

export interface ExportOptions {
  /** Float32 is always made, as the others are measured against it, but is in the folder only where it is asked for. */
  readonly precisions: readonly Precision[]
  readonly anySize: boolean
  readonly license: string
  readonly name: string | null
  /** Where the run's dataset lies now. Default: where it lay. */
  readonly dataset: string | null
  /** Where the model that the run stands on lies now. */
  readonly backbone: string | null
  readonly tolerance: number
}

/** Images whose ranges int8 is scaled by, and images that are resized in both ways. */
const [calibrated, compared] = [128, 64]

/** Makes all files of a run's export, measured on its dataset. */
export async function exportRun(
  folder: string,
  options: ExportOptions,
): Promise<{ files: FolderFiles; record: ExportRecord }> {
  const { settings, form } = configIn(folder)
  const network = await exportedNetwork(folder, { settings, form }, options.backbone)
  const dimension = await dimensionOf(network)
  const source = options.dataset ?? settings.dataset
  const opened = await openDataset(source).catch((error: unknown) => {
    // Where the user says where it lies, it must lie there.
    if (!(error instanceof NearkinError) || options.dataset !== null) throw error
    return error.message
  })
  const dataset = typeof opened === 'string' ? null : opened
  try {
    const divide = dataset && dividing(dataset, settings)
    const ranges = dataset && (await rangesOf(network, dataset, divide!))
    const made = exportedModels(network, options, settings, ranges?.ranges ?? null)
    const measurement = dataset && (await measured(network, dataset, divide!, made))
    const resize =
      dataset && measurement && options.anySize ? await agreement(network, dataset, measurement, made[0]!.own) : null
    const models = made.flatMap(({ precision, own, file, transformersFile }, i): ExportedModel[] => {
      if (!options.precisions.includes(precision)) return []
      const found = measurement?.measured[i] ?? null
      const loses = (found?.recallLost?.mean ?? 0) > options.tolerance
      return [{ precision, file, transformersFile, bytes: own.length, measured: found, loses }]
    })
    const record: ExportRecord = {
      version,
      name: options.name ?? basename(resolve(folder)),
      license: options.license,
      dimension,
      image: { ...network.form, anySize: options.anySize },
      models,
      tolerance: options.tolerance,
      data: dataset && measurement ? dataRecord(dataset, measurement) : { missing: String(opened) },
      calibration: ranges && { images: ranges.images, method: 'min-max' },
      resize,
      backbone: form.backbone ? basename(settings.backbone ?? '') : null,
      settings,
    }
    const kept = made.filter(({ precision }) => options.precisions.includes(precision))
    const files: FolderFiles = {
      ...Object.fromEntries(kept.map(({ file, own }) => [file, own])),
      ...Object.fromEntries(kept.map(({ transformersFile, transformers }) => [transformersFile, transformers])),
      ...transformersFiles(network.form, dimension),
      'README.md': modelCard(record),
      'export.json': `${JSON.stringify(record, null, 2)}\n`,
    }
    return { files, record }
  } finally {
    await dataset?.close?.()
  }
}

type Divide = (kept: Int32Array) => Protocol

/** The images divided as for training. */
const dividing =
  (dataset: Dataset, { label, evaluateLabel, unseen }: Settings): Divide =>
  (kept) =>
    protocol(dataset, kept, {
      seed: 0,
      ...(label === null ? {} : { label }),
      ...(evaluateLabel === null ? {} : { evaluateLabel }),
      ...(unseen === null ? {} : { unseen }),
    })

async function rangesOf(
  network: Network,
  dataset: Dataset,
  divide: Divide,
): Promise<{ ranges: ReadonlyMap<string, Range>; images: number }> {
  const { train } = divide(Int32Array.from({ length: dataset.size }, (_, i) => i))
  const rows = [...spaced(train, calibrated)]
  const bar = progress({ total: rows.length, unit: 'images', label: 'calibrating', after: 2000 })
  let images = 0
  const counted = async function* () {
    for await (const batch of trainingImages(dataset, network.form, rows)) {
      images += batch.shape[0]!
      bar.update(images)
      yield batch
    }
  }
  return { ranges: await calibrate(network, counted()).finally(() => bar.done()), images }
}

async function measured(
  { form }: Network,
  dataset: Dataset,
  divide: Divide,
  made: readonly MadeModel[],
): Promise<Measurement> {
  const bar = progress({ total: dataset.size, unit: 'images', label: `measuring on ${dataset.name}`, after: 2000 })
  const models = made.map(({ precision, own }) => ({ name: precision, bytes: own }))
  return measure({ dataset, form, models, divide, onProgress: (done) => bar.update(done) }).finally(() => bar.done())
}

async function agreement(
  { form }: Network,
  dataset: Dataset,
  { protocol: { query }, kept }: Measurement,
  model: Uint8Array,
): Promise<ResizeAgreement | null> {
  return resizeAgreement(
    model,
    form,
    dataset,
    Array.from(spaced(query, compared), (row) => kept[row]!),
  )
}

function dataRecord(dataset: Dataset, { protocol: divided, skipped }: Measurement): DataRecord {
  const { train, query, gallery, label, evaluateLabel, unseenClasses } = divided
  return {
    missing: null,
    name: dataset.name,
    images: dataset.size,
    train: train.length,
    queries: query.length,
    gallery: (gallery ?? query).length,
    leaveOneOut: gallery === null,
    levels: dataset.levels.map(({ name, classes }) => ({ name, classes: classes.length })),
    label: label.name,
    evaluateLabel: evaluateLabel.name,
    unseenClasses: unseenClasses.size,
    skipped: [...dataset.skipped, ...skipped],
  }
}

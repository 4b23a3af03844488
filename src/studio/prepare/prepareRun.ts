import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Dataset, Split } from '../../data/dataset.ts'
import { NearkinError } from '../../errors.ts'
import type { Judgement } from '../../evaluate/judge.ts'
import { divideImages } from '../../runs/divideImages.ts'
import { marginOf } from '../../runs/marginOf.ts'
import { modelFile } from '../../runs/modelFile.ts'
import type { Settings } from '../../runs/settings.ts'
import { configIn, judgementIn } from '../../runs/storedRun.ts'
import type { RunDetail } from '../api.ts'
import { answersOf, cosineDistance } from './answers.ts'
import { datasetKey } from './datasetKey.ts'
import type { Embedded } from './embedImages.ts'
import { embedImages } from './embedImages.ts'
import { findFaults } from './findFaults.ts'
import type { Following } from './following.ts'
import { headlineOf } from './headlineOf.ts'
import { layout } from './layout.ts'
import { likelyErrorsOf, mostErrors } from './likelyErrorsOf.ts'
import { lockPreparing } from './lockPreparing.ts'
import { mostPairs, nearDuplicateList } from './nearDuplicateList.ts'
import { nearestOfRun } from './nearestOfRun.ts'
import { openDatasetOf } from './openDatasetOf.ts'
import type { Writer } from './openWriter.ts'
import { openWriter } from './openWriter.ts'
import { preparedFolder } from './preparedFolder.ts'
import { preparedState } from './preparedState.ts'
import { runKey } from './runKey.ts'
import type { PreparedKey } from './storedDetail.ts'
import { storedDetail } from './storedDetail.ts'
import { viewsOf } from './viewsOf.ts'
import { writeClasses } from './writeClasses.ts'
import { writeRows } from './writeRows.ts'
import { thumbnailSide, writeThumbnails } from './writeThumbnails.ts'

/** Neighbours that are kept of each row. */
const depth = 24

/** Computes once what the studio shows of a finished run, and keeps it in RUN/studio/prepared, whole or not at all. Where all of it is
 *  there already, made of the same model, configuration and dataset (its names, labels and splits), nothing is done. While another
 *  process prepares the same run it is waited for.
 *  Fails, naming the file and what to do, on a run that has not ended, a damaged model, a dataset that is gone, and a full disk. */
export async function prepareRun(folder: string, following: Following): Promise<void> {
  const { settings, form } = configIn(folder)
  modelFile(folder)
  const lock = await lockPreparing(folder, following)
  let dataset: Dataset | undefined
  let writer: Writer | undefined
  try {
    following.onProgress('opening the dataset', 0, 0)
    dataset = await openDatasetOf(folder, settings)
    const key = { ...(await runKey(folder))!, dataset: datasetKey(dataset) }
    if (await isMade(folder, key)) return
    writer = openWriter(folder)
    const embedded = await embedImages(folder, dataset, { settings, form }, following)
    await write(folder, writer, { dataset, embedded, settings, key }, following)
  } finally {
    writer?.discard()
    await dataset?.close?.()
    lock.release()
  }
}

async function isMade(folder: string, key: PreparedKey): Promise<boolean> {
  if ((await preparedState(folder, key)) !== 'ready') return false
  return storedDetail(preparedFolder(folder)).key.dataset === key.dataset
}

async function write(
  folder: string,
  writer: Writer,
  {
    dataset,
    embedded,
    settings,
    key,
  }: { readonly dataset: Dataset; readonly embedded: Embedded; readonly settings: Settings; readonly key: PreparedKey },
  following: Following,
): Promise<void> {
  const { embeddings, kept, skipped } = embedded
  const { protocol } = divideImages(settings, dataset, kept)
  writer.append(layout.embeddings, embeddings)
  writeRows(writer, dataset, kept)

  const { inGallery, among } = await nearestOfRun(embedded, protocol, depth, following)
  writer.append(layout.neighbours, inGallery.indices)
  writer.append(layout.distances, inGallery.distances.map(cosineDistance))

  const name = (row: number): string => dataset.names[kept[row]!]!
  const split = (row: number): Split | null => dataset.splits?.[kept[row]!] ?? null
  const judgement = judgementOf(folder)
  const views = await viewsOf(
    {
      embedded,
      protocol,
      answers: answersOf(protocol, inGallery),
      among,
      splits: dataset.splits && Array.from(kept.keys(), split),
      margin: marginOf(settings),
      judged: judgement ? headlineOf(judgement, protocol) : {},
    },
    following,
  )
  writer.append(layout.map, views.map)
  views.columns.forEach(({ values }, place) => {
    writer.append(layout.column(place), values)
  })
  writeClasses(writer, views.classes)
  const { errors, duplicates } = await findFaults(embedded, { labels: protocol.label.labels, among }, following)
  writer.append(layout.errors, JSON.stringify(likelyErrorsOf(protocol.label, errors, name)))
  writer.append(layout.duplicates, JSON.stringify(nearDuplicateList(protocol.label, duplicates, { name, split })))
  await writeThumbnails(writer, dataset, kept, following)

  const detail: RunDetail = {
    ...views.detail,
    format: layout.format,
    images: imagesKey(dataset, kept, key.dataset),
    dataset: dataset.name,
    depth,
    thumbnail: thumbnailSide,
    skipped: [...dataset.skipped, ...skipped],
    notes: [
      ...listed(errors.length, mostErrors, 'images that may bear the wrong label the likeliest'),
      ...listed(duplicates.pairs.length, mostPairs, 'pairs of near-duplicates the nearest'),
    ],
  }
  following.signal?.throwIfAborted()
  writer.finish({ ...detail, key })
}

/** What the run was judged to be worth; null where that is missing or damaged: it is then taken from what is measured here. */
function judgementOf(folder: string): Judgement | null {
  if (!existsSync(join(folder, 'evaluation.json'))) return null
  try {
    return judgementIn(folder)
  } catch (error) {
    if (error instanceof NearkinError) return null
    throw error
  }
}

/** Names alone do not tell images: two folders may have the same. */
function imagesKey({ name, names, source }: Dataset, kept: Int32Array, dataset: string): string {
  const hash = createHash('sha256').update(JSON.stringify([name, dataset]))
  for (const image of kept) {
    const from = source(image)
    hash.update(JSON.stringify([names[image], from.kind === 'file' ? resolve(from.path) : null]))
  }
  return hash.digest('hex')
}

/** That a list was cut off, where it was. */
const listed = (found: number, most: number, which: string): string[] =>
  found > most ? [`Of ${found.toLocaleString('en')} ${which} ${most.toLocaleString('en')} are listed.`] : []

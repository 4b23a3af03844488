import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dataset } from '../../data/dataset.ts'
import { openDataset } from '../../data/open.ts'
import type { Column, RunDetail } from '../api.ts'
import { layout } from '../prepare/layout.ts'
import { openWriter } from '../prepare/openWriter.ts'
import { writeClasses } from '../prepare/writeClasses.ts'
import { writeRows } from '../prepare/writeRows.ts'

/** Writes the folder of a run over a dataset, and what was prepared of it as far as a curation reads it: every image a row, the dataset's
 *  levels and splits as columns, and kinds as they are given.
 *  @param kinds one name a row, or as many as there are: `Milk/1` */
export async function writeCuratedRun(
  folder: string,
  {
    dataset: spec,
    label,
    evaluateLabel = label,
    kinds,
    settings = {},
    rows = (dataset) => [...Array(dataset.size).keys()],
  }: {
    readonly dataset: string
    readonly label: string
    readonly evaluateLabel?: string
    readonly kinds?: (name: string, i: number) => string
    readonly settings?: object
    readonly rows?: (dataset: Dataset) => readonly number[]
  },
): Promise<RunDetail> {
  const dataset = await openDataset(spec)
  const kept = rows(dataset)
  mkdirSync(folder, { recursive: true })
  const image = { width: 8, height: 8, channels: 3, fit: 'cover' }
  const config = { dataset: spec, label, evaluateLabel, ...settings, image, version: '0' }
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config))
  writeFileSync(join(folder, 'model.onnx'), 'a model')
  const all = { level: label, k: 1, queries: 4, counted: 4, means: { 'Recall@1': 1 } }
  const spread = { classes: 2, inside: 0.1, insidePairs: 0.1, between: 1, betweenPairs: 1, ratio: 0.1 }
  const judged = { level: label, all, seen: all, unseen: null, severalKinds: null, byClass: [], spread }
  const judgement = { queries: 4, gallery: 4, leaveOneOut: true, levels: [judged], effectiveRank: 1 }
  writeFileSync(join(folder, 'evaluation.json'), JSON.stringify(judgement))
  const kindNames = kinds && kept.map((i) => kinds(dataset.names[i]!, i))
  const kindClasses = [...new Set(kindNames)].sort()
  const splits = dataset.splits
  const columns: (Column & { readonly of: Int32Array })[] = [
    ...dataset.levels.map(({ name, classes, labels }) => ({
      name,
      role: 'level' as const,
      classes,
      of: Int32Array.from(kept, (i) => labels[i]!),
    })),
    ...(kindNames
      ? [
          {
            name: 'kind',
            role: 'kind' as const,
            classes: kindClasses,
            of: Int32Array.from(kindNames, (name) => kindClasses.indexOf(name)),
          },
        ]
      : []),
    ...(splits
      ? [
          {
            name: 'split',
            role: 'split' as const,
            classes: ['train', 'test'],
            of: Int32Array.from(kept, (i) => ['train', 'test'].indexOf(splits[i]!)),
          },
        ]
      : []),
  ]
  const writer = openWriter(folder)
  writeRows(writer, dataset, kept)
  columns.forEach(({ of }, place) => {
    writer.append(layout.column(place), of)
  })
  const dimension = 64
  writer.append(layout.embeddings, new Float32Array(kept.length * dimension).fill(1 / Math.sqrt(dimension)))
  writer.append(layout.map, new Float32Array(kept.length * 2))
  writer.append(
    layout.neighbours,
    Int32Array.from(kept, (_, row) => (row + 1) % kept.length),
  )
  writer.append(layout.distances, new Float32Array(kept.length))
  const list = { level: label, finer: evaluateLabel, verdict: '', classes: [] }
  writeClasses(writer, { list, pages: [] })
  writer.append(layout.errors, JSON.stringify({ level: label, errors: [] }))
  writer.append(layout.duplicates, JSON.stringify({ threshold: 0, pairs: [] }))
  const detail: RunDetail = {
    format: layout.format,
    rows: kept.length,
    dimension,
    images: `images of ${spec}`,
    dataset: dataset.name,
    label,
    evaluateLabel,
    columns: columns.map(({ of: _, ...column }) => column),
    map: { kind: 'plane', kept: 1 },
    depth: 1,
    thumbnail: null,
    skipped: [],
    recallAt1: null,
    effectiveRank: null,
    notes: [],
  }
  writer.finish({ ...detail, key: { model: '', config: '', dataset: '' } })
  await dataset.close?.()
  return detail
}

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { thumbnailOf } from '../../data/thumbnailOf.ts'
import { makeFolder, writeAtomically } from '../../files.ts'
import { flatten } from '../../nn/flatten.ts'
import { linear } from '../../nn/linear.ts'
import { sequential } from '../../nn/sequential.ts'
import { random } from '../../random.ts'
import { prefixed } from '../../tensor/prefixed.ts'
import { embeddingModel } from '../../train/embedder.ts'
import { images } from '../../train/intake.ts'
import type { ClassPage, ClassSummary, Column, RunDetail } from '../api.ts'
import { layout } from './layout.ts'
import { openWriter } from './openWriter.ts'
import { runKey } from './runKey.ts'
import { writeClasses } from './writeClasses.ts'

export interface SyntheticRun {
  readonly rows: number
  readonly classes: number
  readonly dimension: number
  readonly seed: number
}

const [depth, kindsOfClass] = [24, 3]

/** Rows made at a time: neighbours are looked for among these alone. */
const block = 4096

/** Writes a run folder of any size with its prepared folder, in seconds: clusters around random centres, three kinds a class, one in
 *  twenty neighbours of another class. Rows cycle through the classes. There is a model, of 8 x 8 pixels; the dataset that it names
 *  does not exist, and a thumbnail is a plain patch in the colour of its class. What it takes of memory does not grow with the rows. */
export async function writeSyntheticRun(
  folder: string,
  { rows, classes, dimension, seed }: SyntheticRun,
): Promise<void> {
  makeFolder(folder)
  writeRun(folder, { rows, classes, dimension, seed })
  const names = Array.from({ length: classes }, (_, c) => `class ${c + 1}`)
  const kinds = names.flatMap((name) => Array.from({ length: kindsOfClass }, (_, k) => `${name}/${k + 1}`))
  const columns: Column[] = [
    { name: 'class', role: 'level', classes: names },
    { name: 'fine', role: 'level', classes: kinds },
    { name: 'kind', role: 'kind', classes: kinds },
    { name: 'split', role: 'split', classes: ['train', 'test'] },
    { name: 'right', role: 'right', classes: ['wrong', 'right'] },
  ]
  const rng = random(seed)
  const draw = (n: number): Float64Array => Float64Array.from({ length: n }, () => rng.normal())
  const centres = kinds.map(() => draw(dimension))
  const places = kinds.map(() => draw(2).map((x) => 10 * x))
  const patches = await Promise.all(
    names.map(() => {
      const pixels = new Uint8Array(64).fill(40 + rng.below(176))
      return thumbnailOf({ kind: 'grey', pixels, width: 8, height: 8 })
    }),
  )
  const writer = openWriter(folder)
  let [rowAt, thumbnailAt, right] = [0, 0, 0]
  for (let from = 0; from < rows; from += block) {
    const count = Math.min(block, rows - from)
    const kindOf = Int32Array.from({ length: count }, (_, i) => {
      const row = from + i
      return (row % classes) * kindsOfClass + (Math.floor(row / classes) % kindsOfClass)
    })
    const embeddings = new Float32Array(count * dimension)
    const map = new Float32Array(count * 2)
    for (const [i, kind] of kindOf.entries()) {
      let square = 0
      for (let j = 0; j < dimension; j++) {
        const x = centres[kind]![j]! + 0.5 * rng.normal()
        embeddings[i * dimension + j] = x
        square += x * x
      }
      for (let j = 0; j < dimension; j++) embeddings[i * dimension + j]! /= Math.sqrt(square)
      for (let j = 0; j < 2; j++) map[2 * i + j] = places[kind]![j]! + rng.normal()
    }
    const near = new Int32Array(count * depth).fill(-1)
    const distances = new Float32Array(count * depth)
    const columnsOf = columns.map(() => new Int32Array(count))
    const rowOffsets = new Float64Array(count)
    const thumbnailOffsets = new Float64Array(count)
    for (let i = 0; i < count; i++) {
      const row = from + i
      const found = Array.from({ length: Math.min(depth, count - 1) }, (_, j) => {
        const other = (i + (j + 1) * (rng.uniform() < 0.05 ? 1 : classes * kindsOfClass)) % count
        let dot = 0
        for (let d = 0; d < dimension; d++) dot += embeddings[i * dimension + d]! * embeddings[other * dimension + d]!
        return { other, distance: Math.max(0, 1 - dot) }
      })
        .filter(({ other }) => other !== i)
        .sort((a, b) => a.distance - b.distance)
      found.forEach(({ other, distance }, j) => {
        near[i * depth + j] = from + other
        distances[i * depth + j] = distance
      })
      const first = found[0]
      const isRight = first !== undefined && kindOf[first.other] === kindOf[i]
      const split = row % 7 === 0 ? 1 : 0
      if (split === 1 && isRight) right++
      const own = [row % classes, kindOf[i]!, kindOf[i]!, split, split === 0 ? -1 : Number(isRight)]
      own.forEach((value, place) => {
        columnsOf[place]![i] = value
      })
      rowOffsets[i] = rowAt
      const line = `${JSON.stringify({ name: `${names[row % classes]}/${row}.png`, path: null, image: row })}\n`
      rowAt += line.length
      writer.append(layout.rows, line)
      thumbnailOffsets[i] = thumbnailAt
      thumbnailAt += patches[row % classes]!.length
      writer.append(layout.thumbnails, patches[row % classes]!)
    }
    writer.append(layout.embeddings, embeddings)
    writer.append(layout.map, map)
    writer.append(layout.neighbours, near)
    writer.append(layout.distances, distances)
    columnsOf.forEach((values, place) => {
      writer.append(layout.column(place), values)
    })
    writer.append(layout.rowOffsets, rowOffsets)
    writer.append(layout.thumbnailOffsets, thumbnailOffsets)
  }
  writer.append(layout.rowOffsets, Float64Array.of(rowAt))
  writer.append(layout.thumbnailOffsets, Float64Array.of(thumbnailAt))
  const pages = names.map((name, c) => pageOf(name, c, { rows, classes }))
  const list = {
    level: 'class',
    finer: 'fine',
    verdict: `Of ${classes} classes all hold 3 kinds.`,
    classes: pages.map(summary),
  }
  writeClasses(writer, { list, pages })
  writer.append(layout.errors, JSON.stringify({ level: 'class', errors: [] }))
  writer.append(layout.duplicates, JSON.stringify({ threshold: 0, pairs: [] }))
  const detail: RunDetail = {
    format: layout.format,
    rows,
    dimension,
    images: createHash('sha256').update(`synthetic ${rows} ${classes}`).digest('hex'),
    dataset: 'synthetic',
    label: 'class',
    evaluateLabel: 'fine',
    columns,
    map: { kind: 'umap', kept: 0.5 },
    depth,
    thumbnail: 96,
    skipped: [],
    recallAt1: right / Math.ceil(rows / 7),
    recallOf: 'all queries',
    effectiveRank: dimension,
    notes: [],
  }
  writer.finish({ ...detail, key: { ...(await runKey(folder))!, dataset: 'synthetic' } })
}

/** `config.json`, `model.onnx` and `evaluation.json` of a run that was never trained. */
function writeRun(folder: string, { rows, dimension, seed }: SyntheticRun): void {
  const image = { width: 8, height: 8, channels: 1 as const, fit: 'cover' }
  const intake = images(image)
  const network = sequential({ flat: flatten(), head: linear({ inputs: 64, outputs: dimension }) })
  const { parameters, buffers } = network.init(random(seed))
  const state = { ...prefixed('network.', parameters), ...prefixed('buffer.', buffers) }
  const { bytes } = embeddingModel(network, intake, state, { weights: 'constant' })
  const config = {
    dataset: 'synthetic',
    label: 'class',
    evaluateLabel: 'fine',
    embedding: dimension,
    seed,
    image,
    version: '0',
  }
  const all = { level: 'fine', k: 1, queries: rows, counted: rows, means: { 'Recall@1': 0.9 } }
  const spread = { classes: 2, inside: 0.1, insidePairs: 0.1, between: 1, betweenPairs: 1, ratio: 0.1 }
  const level = { level: 'fine', all, seen: all, unseen: null, severalKinds: null, byClass: [], spread }
  const judgement = { queries: rows, gallery: rows, leaveOneOut: true, levels: [level], effectiveRank: dimension }
  writeAtomically(join(folder, 'config.json'), `${JSON.stringify(config)}\n`)
  writeAtomically(join(folder, 'model.onnx'), bytes)
  writeAtomically(join(folder, 'evaluation.json'), `${JSON.stringify(judgement)}\n`)
}

function pageOf(name: string, place: number, { rows, classes }: Pick<SyntheticRun, 'rows' | 'classes'>): ClassPage {
  const images = Math.floor((rows - 1 - place) / classes) + 1
  const row = (kind: number, i: number): number => place + classes * (kind + kindsOfClass * i)
  const rowsOf = (kind: number, from: number, to: number): number[] =>
    Array.from({ length: to - from }, (_, i) => row(kind, from + i)).filter((one) => one < rows)
  return {
    class: place,
    name,
    images,
    verdict: 'several kinds',
    kinds: kindsOfClass,
    spread: 0.5,
    effectiveRank: 3,
    recallAt1: 0.9,
    finerRecallAt1: 0.8,
    finerClasses: kindsOfClass,
    words: `'${name}' holds ${kindsOfClass} kinds, kept apart.`,
    evidence: [],
    kindsFound: Array.from({ length: kindsOfClass }, (_, kind) => ({
      kind: place * kindsOfClass + kind,
      name: `${name}/${kind + 1}`,
      images: Math.floor(images / kindsOfClass),
      typical: rowsOf(kind, 0, 6),
      atypical: rowsOf(kind, 6, 9),
      finer: [{ name: `${name}/${kind + 1}`, images: Math.floor(images / kindsOfClass) }],
    })),
    confusedWith: [],
    finerConfusions: [],
  }
}

function summary({
  words: _w,
  evidence: _e,
  kindsFound: _k,
  confusedWith: _c,
  finerConfusions: _f,
  ...rest
}: ClassPage): ClassSummary {
  return rest
}

import { relative, sep } from 'node:path'
import type { Dataset, Skipped } from './dataset.ts'
import { describe } from './describe.ts'
import type { Benchmark } from './formats/benchmarks.ts'
import { walkImages } from './walkImages.ts'

/** A copy of a benchmark beside what is published of it. */
export interface BenchmarkCheck {
  readonly counts: readonly { readonly what: string; readonly published: number; readonly found: number }[]
  /** Images that are listed and left out, with the reason: mostly that their files are missing. */
  readonly missing: readonly Skipped[]
  /** Images in the benchmark's folders that its lists do not know. They are not read, and do no harm. */
  readonly extra: readonly string[]
  /** Every count is as published, and nothing is missing. */
  readonly complete: boolean
}

/** Compares a copy, as it was opened, with the published figures, and its folders with its lists. */
export async function checkBenchmark(dataset: Dataset, published: Benchmark): Promise<BenchmarkCheck> {
  const found = describe(dataset)
  const finest = found.levels.at(-1)?.name ?? 'class'
  const counts = [
    { what: 'images', published: published.images, found: found.images },
    ...Object.entries(published.classes).map(([level, classes]) => ({
      what: `classes of ${level}`,
      published: classes,
      found: found.levels.find(({ name }) => name === level)?.classes ?? 0,
    })),
    ...Object.entries(published.parts).flatMap(([split, [images, classes]]) => {
      const part = found.parts.find((one) => one.split === split)
      return [
        { what: `${split} images`, published: images, found: part?.images ?? 0 },
        ...(classes === null
          ? []
          : [{ what: `${split} classes of ${finest}`, published: classes, found: part?.classes ?? 0 }]),
      ]
    }),
  ]
  const missing = dataset.skipped
  return {
    counts,
    missing,
    extra: await extraIn(dataset),
    complete: missing.length === 0 && counts.every((one) => one.found === one.published),
  }
}

/** Image files in the folders of a dataset's images that are none of them: by the paths from where its names begin. */
async function extraIn(dataset: Dataset): Promise<string[]> {
  const first = dataset.size > 0 ? dataset.source(0) : undefined
  const name = dataset.names[0]?.replaceAll('/', sep)
  if (first?.kind !== 'file' || name === undefined || !first.path.endsWith(name)) return []
  const base = first.path.slice(0, -name.length)
  const known = new Set(dataset.names)
  const tops = new Set(dataset.names.filter((one) => one.includes('/')).map((one) => one.slice(0, one.indexOf('/'))))
  const { files } = await walkImages(base)
  return files
    .map(({ path }) => relative(base, path).replaceAll(sep, '/'))
    .filter((path) => !known.has(path) && (dataset.name === 'cub' || tops.has(path.slice(0, path.indexOf('/')))))
}

import { basename, resolve } from 'node:path'
import { fail } from '../../errors.ts'
import { buildLevel } from '../buildLevel.ts'
import type { Dataset, LabelLevel, Skipped, Split } from '../dataset.ts'
import { type ImageFile, walkImages } from '../walkImages.ts'

/** Any folder of images. Every directory level is a label level, and a class is known by its path from the top
 *  (`Fruit/Apple`); an image that lies less deep than others is, on the levels it lacks, of the deepest class it has.
 *  Levels are named from the fine end: `fine`, `coarse`, `super`, and `level1`, ... above; a single one is `class`.
 *  `train/`, `val/` (`valid/`, `validation/`), `test/` at the top are splits when no other top folder holds images.
 *  Fails where there is no image at all. */
export async function imageFolder(path: string): Promise<Dataset> {
  const root = resolve(path)
  const { files, skipped } = await walkImages(root)
  if (files.length === 0)
    fail({ who: 'dataset', rule: 'the folder must hold images', value: path, remedy: hint(skipped) })

  const splits = splitsOf(files)
  const foldersOf = (file: ImageFile): readonly string[] => file.segments.slice(splits ? 1 : 0, -1)
  const depth = files.reduce((most, file) => Math.max(most, foldersOf(file).length), 0)
  const labelled = files.map((_, i) => i).filter((i) => depth === 0 || foldersOf(files[i]!).length > 0)
  const stray = files.filter((file) => depth > 0 && foldersOf(file).length === 0)
  const kept = labelled.map((i) => files[i]!)
  return {
    name: basename(root),
    size: kept.length,
    names: kept.map(nameOf),
    levels: levelsOf(kept.map(foldersOf), depth),
    splits: splits && labelled.map((i) => splits[i]!),
    source: (i) => ({
      kind: 'file',
      path: (kept[i] ?? fail({ who: 'dataset', rule: 'no such image', value: i })).path,
    }),
    skipped: [...skipped, ...stray.map((file) => ({ name: nameOf(file), reason: 'lies outside every class folder' }))],
  }
}

const nameOf = (file: ImageFile): string => file.segments.join('/')

const splitNames: ReadonlyMap<string, Split> = new Map([
  ['train', 'train'],
  ['val', 'val'],
  ['valid', 'val'],
  ['validation', 'val'],
  ['test', 'test'],
])

/** One split an image (null for those that lie at the very top), or null where the top folders are no splits. */
function splitsOf(files: readonly ImageFile[]): (Split | null)[] | null {
  const tops = new Set(files.filter(({ segments }) => segments.length > 1).map(({ segments }) => segments[0]!))
  const isSplit = (top: string): boolean => splitNames.has(top.toLowerCase())
  if (tops.size === 0 || ![...tops].every(isSplit)) return null
  return files.map(({ segments }) => (segments.length > 1 ? splitNames.get(segments[0]!.toLowerCase())! : null))
}

function levelsOf(folders: readonly (readonly string[])[], depth: number): LabelLevel[] {
  return Array.from({ length: depth }, (_, above) =>
    buildLevel(
      levelName(above, depth),
      // One spelling of accented letters: file systems differ in how they store them.
      folders.map((names) =>
        names
          .slice(0, above + 1)
          .join('/')
          .normalize('NFC'),
      ),
    ),
  )
}

function levelName(position: number, depth: number): string {
  if (depth === 1) return 'class'
  return ['fine', 'coarse', 'super'][depth - 1 - position] ?? `level${position + 1}`
}

function hint(skipped: readonly Skipped[]): string {
  const first = skipped[0]
  if (!first) return 'it holds none: one folder a class, with JPEG, PNG, WebP, GIF, TIFF or AVIF files'
  return `${skipped.length} entries were passed over, the first '${first.name}': ${first.reason}`
}

import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { demand, fail } from '../../errors.ts'
import { buildLevel } from '../buildLevel.ts'
import { byteOrder } from '../byteOrder.ts'
import type { Dataset, ImageSource, PublishedProtocol, Skipped, Split } from '../dataset.ts'
import { walkImages } from '../walkImages.ts'
import { openZip } from './openZip.ts'

/** Omniglot (Lake et al. 2015): handwritten letters, 105 x 105, from the `images_background*` and `images_evaluation` zips
 *  or folders that `directory` holds, without unpacking. Levels `alphabet` and `character`. A drawing that stands in several
 *  of them appears once. Protocol: train by alphabet, judge by character, on alphabets never seen: those of
 *  `images_evaluation` where both sets are there (splits train and test), otherwise Latin, Sanskrit and Tagalog. */
export async function omniglot(directory: string): Promise<Dataset> {
  demand(directory !== '', { who: 'omniglot', rule: 'a folder must be given', remedy: 'write omniglot:DIRECTORY' })
  const closing: (() => void)[] = []
  const close = async (): Promise<void> => {
    for (const shut of closing.splice(0)) shut()
  }
  try {
    const drawings = new Map<string, Drawing>()
    const skipped: Skipped[] = []
    for (const part of await partsOf(resolve(directory))) {
      const { files, skipped: passed, close: shut } = await read(part)
      closing.push(shut)
      skipped.push(...passed)
      for (const { segments, source } of files) {
        const key = segments.slice(-3).join('/')
        const split = part.evaluation ? 'test' : 'train'
        if (segments.length < 3) skipped.push({ name: key, reason: 'does not lie at alphabet/character/drawing' })
        else if (!drawings.has(key)) drawings.set(key, { key, split, source })
      }
    }
    demand(drawings.size > 0, {
      who: 'omniglot',
      rule: 'its sets must hold drawings at alphabet/character/drawing',
      value: directory,
    })
    return assemble([...drawings.values()], skipped, close)
  } catch (error) {
    await close()
    throw error
  }
}

interface Drawing {
  /** alphabet/character/drawing */
  readonly key: string
  readonly split: Split
  readonly source: ImageSource
}

interface Part {
  readonly path: string
  readonly zip: boolean
  readonly evaluation: boolean
}

async function partsOf(root: string): Promise<Part[]> {
  const names = await readdir(root).catch((cause) =>
    fail({ who: 'omniglot', rule: 'the folder must be readable', value: root, cause, remedy: 'check the path' }),
  )
  const parts = names.filter((name) => /^images_(background[^.]*|evaluation)(\.zip)?$/.test(name)).sort(byteOrder)
  if (parts.length === 0) {
    const rule = 'the folder must hold images_background*.zip or images_evaluation.zip, packed or unpacked'
    fail({ who: 'omniglot', rule, value: root, remedy: 'name the folder that directly holds them' })
  }
  return parts.map((name) => ({
    path: join(root, name),
    zip: name.endsWith('.zip'),
    evaluation: name.startsWith('images_evaluation'),
  }))
}

interface Contents {
  readonly files: readonly { readonly segments: readonly string[]; readonly source: ImageSource }[]
  readonly skipped: readonly Skipped[]
  readonly close: () => void
}

async function read({ path, zip }: Part): Promise<Contents> {
  if (zip) {
    const { entries, close } = await openZip(path)
    const files = entries
      .map(({ name, read }) => ({ segments: name.split('/'), source: { kind: 'bytes', read } as const }))
      .filter(
        ({ segments }) =>
          /\.png$/i.test(segments.at(-1)!) && !segments.some((name) => name.startsWith('.') || name === '__MACOSX'),
      )
      // The first folder is the set's own, as the name of an unpacked one is.
      .map(({ segments, source }) => ({ segments: segments.slice(1), source }))
    return { files, skipped: [], close }
  }
  const { files, skipped } = await walkImages(path)
  return {
    files: files.map(({ segments, path: file }) => ({ segments, source: { kind: 'file', path: file } })),
    skipped,
    close: () => {},
  }
}

function assemble(drawings: Drawing[], skipped: readonly Skipped[], close: () => Promise<void>): Dataset {
  drawings.sort((a, b) => byteOrder(a.key, b.key))
  const prefix = (parts: number) => (drawing: Drawing) => drawing.key.split('/').slice(0, parts).join('/')
  const alphabets = buildLevel('alphabet', drawings.map(prefix(1)))
  const both = new Set(drawings.map(({ split }) => split)).size === 2
  const unseen = ['Latin', 'Sanskrit', 'Tagalog'].filter((name) => alphabets.classes.includes(name))
  return {
    name: 'omniglot',
    size: drawings.length,
    names: drawings.map(({ key }) => key),
    levels: [alphabets, buildLevel('character', drawings.map(prefix(2)))],
    splits: both ? drawings.map(({ split }) => split) : null,
    source: (i) =>
      (drawings[i] ?? fail({ who: 'omniglot', rule: `images go from 0 to ${drawings.length - 1}`, value: i })).source,
    skipped,
    protocol: both || unseen.length === 0 ? published : { ...published, unseen },
    close,
  }
}

const published: PublishedProtocol = {
  label: 'alphabet',
  evaluateLabel: 'character',
  imageSize: 28,
  channels: 1,
  fit: 'fill',
  classesPerBatch: 5,
  samplesPerClass: 32,
  steps: 400,
  embedding: 64,
}

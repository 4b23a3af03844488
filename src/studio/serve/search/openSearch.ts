import { stillPicture } from '../../../data/stillPicture.ts'
import { thumbnailOf } from '../../../data/thumbnailOf.ts'
import type { ModelForm } from '../../../runs/modelForm.ts'
import { openPictureEmbedder, type PictureEmbedder } from '../../../runs/openPictureEmbedder.ts'
import type { Settings } from '../../../runs/settings.ts'
import { openPrepared } from '../../prepare/openPrepared.ts'
import type { Prepared } from '../../prepare/prepared.ts'
import { type Nearest, nearestTo } from './nearestTo.ts'

/** A run that is searched. */
export interface SearchedRun {
  readonly folder: string
  readonly settings: Settings
  readonly form: ModelForm
  /** Another text where it has been prepared anew. */
  readonly stamp: string
}

/** A picture of one's own, and where its like is looked for. */
export interface SearchAsked {
  readonly content: Uint8Array
  readonly runs: readonly SearchedRun[]
  readonly k: number
}

export interface SearchFound {
  /** WebP. */
  readonly picture: Uint8Array
  /** One a run. */
  readonly nearest: readonly Nearest[]
}

interface Held {
  readonly stamp: string
  readonly embedder: PictureEmbedder
  readonly prepared: Prepared
}

/** Runs whose models are held open. */
const most = 4

/** Pixels of the picture's longer side, as it is shown again. */
const shown = 320

/** Searches runs for what is nearest to a picture. Models stay open, those used last. */
export interface Search {
  search(asked: SearchAsked): Promise<SearchFound>
  close(): Promise<void>
}

/** Opens a search: nothing is held until it is asked. */
export function openSearch(): Search {
  const held = new Map<string, Held>()
  const close = async (folder: string): Promise<void> => {
    const one = held.get(folder)
    held.delete(folder)
    await one?.embedder.close()
    await one?.prepared.close()
  }
  const openRun = async ({ folder, settings, form, stamp }: SearchedRun): Promise<Held> => {
    const known = held.get(folder)
    if (known?.stamp === stamp) {
      held.delete(folder)
      held.set(folder, known)
      return known
    }
    await close(folder)
    const prepared = await openPrepared(folder)
    const embedder = await openPictureEmbedder(folder, { settings, form }).catch(async (error: unknown) => {
      await prepared.close()
      throw error
    })
    held.set(folder, { stamp, embedder, prepared })
    for (const other of [...held.keys()].slice(0, -most)) await close(other)
    return held.get(folder)!
  }
  return {
    async search({ content, runs, k }) {
      const source = await stillPicture(content)
      const picture = await thumbnailOf(source, shown)
      const nearest: Nearest[] = []
      for (const run of runs) {
        const { embedder, prepared } = await openRun(run)
        nearest.push(await nearestTo(prepared, await embedder.embed(source), k))
      }
      return { picture, nearest }
    },
    async close() {
      for (const folder of [...held.keys()]) await close(folder)
    },
  }
}

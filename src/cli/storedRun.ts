import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { demand, fail } from '../errors.ts'
import type { Judgement } from '../evaluate/judge.ts'
import { readJson } from '../files.ts'
import type { ImageForm } from './dataOf.ts'
import type { Settings } from './settings.ts'
import { settingsOf } from './settings.ts'

const formSchema = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  channels: z.union([z.literal(1), z.literal(3)]),
  fit: z.enum(['cover', 'fill']),
})

/** A finished run, as its folder holds it. */
export interface StoredRun {
  readonly folder: string
  readonly settings: Settings
  readonly judgement: Judgement
}

/** The configuration of a run folder: its settings, and the form of its images. Fails where it is none. */
export function configIn(folder: string): { settings: Settings; image: ImageForm } {
  const path = join(folder, 'config.json')
  demand(existsSync(path), {
    who: folder,
    rule: 'must be a run folder, with its config.json',
    remedy: 'give the --out folder of a training',
  })
  const stored = readJson(path)
  demand(typeof stored === 'object' && stored !== null, { who: path, rule: 'must hold a JSON object', value: stored })
  const { version, image, ...settings } = stored as Record<string, unknown>
  const form = formSchema.safeParse(image)
  if (!form.success) fail({ who: path, rule: 'image must say width, height, channels and fit', value: image })
  return { settings: settingsOf(settings, path), image: form.data }
}

/** The finished runs in a folder: itself, or all in it where it holds a comparison. Fails where there is none. */
export function storedRuns(folder: string): StoredRun[] {
  demand(existsSync(folder), { who: folder, rule: 'the run folder must exist' })
  const inside = existsSync(join(folder, 'config.json'))
    ? [folder]
    : readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'config.json')))
        .map((entry) => join(folder, entry.name))
        .sort()
  const finished = inside.filter(
    (run) => existsSync(join(run, 'evaluation.json')) && existsSync(join(run, 'model.onnx')),
  )
  if (finished.length === 0)
    fail({
      who: folder,
      rule: 'must hold a finished run, or several',
      value:
        inside.length === 0
          ? 'no run'
          : `${inside.length} unfinished (${inside.map((run) => basename(run)).join(', ')})`,
      remedy: inside.length === 0 ? 'give the --out folder of train or compare' : 'finish the training by --resume',
    })
  return finished.map((run) => ({
    folder: run,
    settings: configIn(run).settings,
    judgement: readJson(join(run, 'evaluation.json')) as Judgement,
  }))
}

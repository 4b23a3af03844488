import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { checked } from '../checked.ts'
import { demand, fail } from '../errors.ts'
import type { Judgement } from '../evaluate/judge.ts'
import { readJson } from '../files.ts'
import { judgementSchema } from './judgementSchema.ts'
import type { BackboneModel, ModelForm } from './modelForm.ts'
import type { Settings } from './settings.ts'
import { settingsOf } from './settings.ts'

const formSchema = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  channels: z.union([z.literal(1), z.literal(3)]),
  fit: z.enum(['cover', 'fill']),
})

const backboneSchema = z.object({
  sha256: z.string(),
  output: z.string(),
  dimension: z.int().positive(),
  use: z.enum(['frozen', 'trained']),
})

/** A finished run, as its folder holds it. */
export interface StoredRun {
  readonly folder: string
  readonly settings: Settings
  readonly form: ModelForm
  readonly judgement: Judgement
}

/** The configuration of a run folder: its settings, and what its model takes. Fails where it is none. */
export function configIn(folder: string): { settings: Settings; form: ModelForm } {
  const path = join(folder, 'config.json')
  demand(existsSync(path), {
    who: folder,
    rule: 'must be a run folder, with its config.json',
    remedy: 'give the --out folder of a training',
  })
  const stored = readJson(path)
  demand(typeof stored === 'object' && stored !== null, { who: path, rule: 'must hold a JSON object', value: stored })
  const { version, image, backboneModel = null, ...rest } = stored as Record<string, unknown>
  const form = formSchema.safeParse(image)
  if (!form.success) fail({ who: path, rule: 'image must say width, height, channels and fit', value: image })
  const settings = settingsOf(rest, path)
  if (settings.backbone === null) return { settings, form: { image: form.data, backbone: null } }
  const backbone = backboneSchema.safeParse(backboneModel)
  if (!backbone.success)
    fail({ who: path, rule: 'backboneModel must say sha256, output, dimension and use', value: backboneModel })
  return { settings, form: { image: form.data, backbone: backbone.data } }
}

/** The backbone of a run that is to be resumed, and the path it had; undefined where there is none, or no run yet. */
export function backboneIn(folder: string): { readonly path: string; readonly model: BackboneModel } | undefined {
  const path = join(folder, 'config.json')
  const stored = z
    .object({ backbone: z.string(), backboneModel: backboneSchema })
    .safeParse(existsSync(path) ? readJson(path) : undefined)
  return stored.success ? { path: stored.data.backbone, model: stored.data.backboneModel } : undefined
}

/** What is known of the models' form before runs are resumed: the backbone that they must have. */
export function resumedForm(folders: readonly string[]): Partial<ModelForm> {
  const found = folders.map(backboneIn).find((backbone) => backbone !== undefined)
  return found ? { backbone: found.model } : {}
}

/** The judgement of a run folder. Fails, naming the file, where it is damaged. */
export function judgementIn(folder: string): Judgement {
  const path = join(folder, 'evaluation.json')
  const remedy = 'delete it and go on with the training by --resume: that judges the model again'
  return checked(judgementSchema, readJson(path, { remedy }), { who: path, rule: 'must hold a judgement', remedy })
}

/** The finished runs in a folder: itself, or all in it where it holds a comparison. Fails where there is none. */
export function storedRuns(folder: string): StoredRun[] {
  const remedy = 'give the --out folder of train or compare'
  demand(existsSync(folder), { who: folder, rule: 'the run folder must exist', remedy })
  demand(statSync(folder).isDirectory(), { who: folder, rule: 'must be a folder, not a file', remedy })
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
      remedy: inside.length === 0 ? remedy : 'finish the training by --resume',
    })
  return finished.map((run) => ({
    folder: run,
    ...configIn(run),
    judgement: judgementIn(run),
  }))
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Judgement } from '../evaluate/judge.ts'
import { judge } from '../evaluate/judge.ts'
import { readBytes, readJson, writeAtomically } from '../files.ts'
import type { Embedder } from '../train/embedder.ts'
import { embeddingModel, openEmbedder } from '../train/embedder.ts'
import type { Interrupt } from '../train/interrupt.ts'
import { progress } from '../train/progress.ts'
import { openRun } from '../train/runFolder.ts'
import { train } from '../train/trainer.ts'
import { batchesOf } from './batches.ts'
import type { Data } from './dataOf.ts'
import { embedRows } from './dataOf.ts'
import { designOf } from './designOf.ts'
import { glance } from './glance.ts'
import { scheduleOf } from './optimizerOf.ts'
import type { Settings } from './settings.ts'
import { version } from './version.ts'

export interface RunOptions {
  readonly folder: string
  /** Shown before the progress: which run of how many. */
  readonly label: string
  readonly resume: boolean
  readonly interrupt: Pick<Interrupt, 'requested'>
  /** Steps between checkpoints. Default 100. */
  readonly checkpointEvery?: number
}

/** A run that ended, or that an interrupt cut short: then it has no judgement yet. */
export interface RunResult {
  readonly folder: string
  readonly settings: Settings
  readonly step: number
  readonly judgement: Judgement | null
}

/** Judged this many times in training, for the curves. */
const glances = 8

/** Trains into a run folder, then writes `model.onnx` and `evaluation.json` there. A run that was resumed when it had
 *  already ended is only read. */
export async function oneRun(settings: Settings, data: Data, options: RunOptions): Promise<RunResult> {
  const { folder, label, resume, interrupt } = options
  const design = designOf(settings, data)
  const steps = settings.steps ?? data.dataset.protocol?.steps ?? 400
  const sampler = batchesOf(settings, data)
  const config = { ...settings, image: data.form, version }
  const run = openRun(folder, { resume, config })
  try {
    const finished = run.path('evaluation.json')
    if (run.resumed && existsSync(finished))
      return { folder, settings, step: steps, judgement: readJson(finished) as Judgement }
    const bar = progress({ total: steps, unit: 'steps', label })
    const { state, step } = await train({
      design,
      steps,
      schedule: scheduleOf(settings, steps),
      seed: settings.seed,
      device: settings.device,
      run,
      config,
      progress: bar,
      interrupt,
      judge: { every: Math.ceil(steps / glances), look: glance(data) },
      ...(options.checkpointEvery === undefined ? {} : { checkpointEvery: options.checkpointEvery }),
      batch: (s) => {
        const rows = sampler.batch(s)
        return { samples: data.samples(rows), labels: data.labels(rows) }
      },
    })
    bar.done()
    if (step < steps) return { folder, settings, step, judgement: null }
    const metadata = metadataOf(settings, data)
    const { bytes } = embeddingModel(design.network, design.intake, state, { weights: 'constant', metadata })
    writeAtomically(run.path('model.onnx'), bytes)
    const judgement = await judged(bytes, settings, data)
    writeAtomically(finished, `${JSON.stringify(judgement, null, 2)}\n`)
    return { folder, settings, step, judgement }
  } finally {
    run.close()
  }
}

/** Opens the model of a run's folder. */
export async function modelOf(
  folder: string,
  data: Pick<Data, 'intake'>,
  device: Settings['device'],
): Promise<Embedder> {
  return openEmbedder(readBytes(join(folder, 'model.onnx')), data.intake, { device })
}

async function judged(model: Uint8Array, { device }: Settings, data: Data): Promise<Judgement> {
  const embedder = await openEmbedder(model, data.intake, { device })
  try {
    return await judgeEmbedder(embedder, data)
  } finally {
    await embedder.close()
  }
}

/** Embeds the queries and the gallery of the data, and judges them. */
export async function judgeEmbedder(embedder: Embedder, data: Data): Promise<Judgement> {
  const { protocol } = data
  const queries = await embedRows(embedder, data, protocol.query)
  const gallery = protocol.gallery && (await embedRows(embedder, data, protocol.gallery))
  return judge({ protocol, queries, gallery, dimension: embedder.dimension })
}

/** What the model carries with it: enough to use it without the run's folder. */
function metadataOf(settings: Settings, { protocol, form }: Data): Record<string, string> {
  return {
    'nearkin.version': version,
    'nearkin.settings': JSON.stringify(settings),
    'nearkin.image': JSON.stringify(form),
    'nearkin.label': protocol.label.name,
    'nearkin.classes': JSON.stringify(protocol.label.classes),
  }
}

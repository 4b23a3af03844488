import { existsSync } from 'node:fs'
import type { Judgement } from '../evaluate/judge.ts'
import { writeAtomically } from '../files.ts'
import { embeddingModel, openEmbedder } from '../train/embedder.ts'
import { progress } from '../train/progress.ts'
import { openRun } from '../train/runFolder.ts'
import { train } from '../train/trainer.ts'
import { batchesOf } from './batches.ts'
import type { Data } from './dataOf.ts'
import { designOf } from './designOf.ts'
import { glance } from './glance.ts'
import { judgeEmbedder } from './judgeEmbedder.ts'
import { scheduleOf } from './optimizerOf.ts'
import type { Settings } from './settings.ts'
import type { Stopping } from './stopping.ts'
import { frozenIn, judgementIn } from './storedRun.ts'
import { version } from './version.ts'

export interface RunOptions {
  readonly folder: string
  /** Shown before the progress: which run of how many. */
  readonly label: string
  readonly resume: boolean
  readonly stop: Pick<Stopping, 'requested' | 'saving'>
  /** Steps between checkpoints. Default 100. */
  readonly checkpointEvery?: number
}

/** A run that ended, or that an interrupt cut short: then it has no judgement yet. */
export interface RunResult {
  readonly step: number
  readonly judgement: Judgement | null
}

/** Judged this many times in training, for the curves. */
const glances = 8

/** Trains into a run folder, then writes `model.onnx` and `evaluation.json` there. A run that was resumed when it had
 *  already ended is only read. */
export async function oneRun(given: Settings, data: Data, options: RunOptions): Promise<RunResult> {
  const { folder, label, resume, stop } = options
  const settings = resume ? withStoredPath(given, folder, data) : given
  const design = designOf(settings, data)
  const steps = settings.steps ?? data.dataset.protocol?.steps ?? 400
  const schedule = scheduleOf(settings, steps)
  const sampler = batchesOf(settings, data)
  const config = { ...settings, ...formOf(data), version }
  const run = openRun(folder, { resume, config })
  try {
    if (run.resumed && existsSync(run.path('evaluation.json')) && existsSync(run.path('model.onnx'))) {
      process.stderr.write(`${label} finished already, in ${folder}\n`)
      return { step: steps, judgement: judgementIn(folder) }
    }
    const bar = progress({ total: steps, unit: 'steps', label: `${label} training` })
    const training = {
      design,
      steps,
      schedule,
      seed: settings.seed,
      device: settings.device,
      run,
      config,
      progress: bar,
      interrupt: stop,
      judge: { every: Math.ceil(steps / glances), look: glance(data) },
      ...(options.checkpointEvery === undefined ? {} : { checkpointEvery: options.checkpointEvery }),
      batch: (s: number) => {
        const rows = sampler.batch(s)
        return { samples: data.samples(rows), labels: data.labels(rows) }
      },
    }
    const { weights, step, ended } = await stop.saving(() => train(training)).finally(() => bar.done())
    // After an interrupt in the very last step too: it is all saved, and --resume goes on with the judging.
    if (ended === 'interrupt' || stop.requested) return { step, judgement: null }
    const metadata = metadataOf(settings, data)
    const { bytes } = embeddingModel(design.network, design.intake, weights, { weights: 'constant', metadata })
    writeAtomically(run.path('model.onnx'), bytes)
    const embedder = await openEmbedder(bytes, data.intake, { device: settings.device })
    try {
      const judgement = await judgeEmbedder(embedder, data, `${label} judging`)
      writeAtomically(run.path('evaluation.json'), `${JSON.stringify(judgement, null, 2)}\n`)
      return { step, judgement }
    } finally {
      await embedder.close()
    }
  } finally {
    run.close()
  }
}

/** A frozen model that lies elsewhere now is the same model: the run goes on under the path that it began with. */
function withStoredPath(settings: Settings, folder: string, { frozen }: Data): Settings {
  const stored = frozen && frozenIn(folder)
  return stored?.model.sha256 === frozen?.sha256 && stored ? { ...settings, backbone: stored.path } : settings
}

/** What the model takes, as the configuration has it. */
const formOf = ({ image, frozen }: Data): object => ({ image, ...(frozen && { backboneModel: frozen }) })

/** What the model carries with it: enough to use it without the run's folder. */
function metadataOf(settings: Settings, { protocol, image, frozen }: Data): Record<string, string> {
  return {
    'nearkin.version': version,
    'nearkin.settings': JSON.stringify(settings),
    'nearkin.image': JSON.stringify(image),
    ...(frozen && { 'nearkin.backboneModel': JSON.stringify(frozen) }),
    'nearkin.label': protocol.label.name,
    'nearkin.classes': JSON.stringify(protocol.label.classes),
  }
}

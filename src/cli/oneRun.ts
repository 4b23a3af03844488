import { existsSync } from 'node:fs'
import type { Judgement } from '../evaluate/judge.ts'
import { writeAtomically } from '../files.ts'
import type { Data } from '../runs/dataOf.ts'
import { glance } from '../runs/glance.ts'
import { judgeEmbedder } from '../runs/judgeEmbedder.ts'
import type { WriteLook } from '../runs/looks/openLooks.ts'
import { openLooks } from '../runs/looks/openLooks.ts'
import type { Settings } from '../runs/settings.ts'
import { backboneIn, judgementIn } from '../runs/storedRun.ts'
import { version } from '../runs/version.ts'
import { embeddingModel, openEmbedder } from '../train/embedder.ts'
import { progress } from '../train/progress.ts'
import { openRun } from '../train/runFolder.ts'
import type { TrainingOptions } from '../train/trainer.ts'
import { train } from '../train/trainer.ts'
import { batchesOf } from './batches.ts'
import { designOf } from './designOf.ts'
import { feedOf } from './feedOf.ts'
import { headFirst } from './headFirst.ts'
import { heldOutLook } from './heldOutLook.ts'
import { scheduleOf } from './optimizerOf.ts'
import { headStart, phasesOf, watchOf } from './recipe.ts'
import type { RunOptions } from './runOptions.ts'
import { stepsFor } from './stepsFor.ts'
import { withHeadInit } from './withHeadInit.ts'

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
  const designed = designOf(settings, data)
  const steps = stepsFor(settings, data.dataset)
  const schedule = scheduleOf(settings, steps)
  const sampler = batchesOf(settings, data)
  const phases = phasesOf(settings, data, designed, steps)
  const config = { ...settings, ...formOf(data), version }
  const run = openRun(folder, { resume, config })
  try {
    if (run.resumed && existsSync(run.path('evaluation.json')) && existsSync(run.path('model.onnx'))) {
      if (!options.quiet) process.stderr.write(`${label} finished already, in ${folder}\n`)
      return { step: steps, judgement: judgementIn(folder) }
    }
    const start = headStart(settings, data, steps)
    let design = { ...designed, network: await withHeadInit(designed.network, settings, data) }
    if (data.trunk && start.by === 'features' && start.steps > 0) {
      const head = await headFirst(settings, data, { design, sampler, steps: start.steps, config }, options)
      if (!head.done) return { step: head.step, judgement: null }
      design = { ...design, network: head.network, loss: head.loss }
    }
    const bar = progress({ total: steps, unit: 'steps', label: `${label} training` })
    const feed = feedOf(settings, data, sampler, (line) => bar.say(line))
    const watched = watchOf(settings)
    const imagesPerStep = designed.batchSize * (designed.accumulate ?? 1)
    const looks = openLooks(run, data, { steps, imagesPerStep, say: (line) => bar.say(line) })
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
      events: true,
      judge: { every: settings.lookEvery ?? Math.ceil(steps / glances), look: lookOf(data, looks) },
      ...phases,
      ...(watched && { keepBest: watched }),
      ...(settings.ema === null ? {} : { ema: settings.ema }),
      ...(options.checkpointEvery === undefined ? {} : { checkpointEvery: options.checkpointEvery }),
      batch: async (place: number) => ({
        samples: await feed.batch(place),
        labels: data.labels(sampler.batch(place)),
        epoch: Math.floor(place / sampler.batchesPerEpoch),
      }),
    }
    const trained = await stop
      .saving(() => train(training))
      .finally(() => feed.close())
      .finally(() => bar.done())
    const { weights, step, best } = trained
    // After an interrupt in the very last step too: it is all saved, and --resume goes on with the judging.
    if (trained.ended === 'interrupt' || stop.requested) return { step, judgement: null }
    if (best)
      process.stderr.write(`${label} best after step ${best.step}: ${best.value.toFixed(4)} on what is held out\n`)
    const metadata = metadataOf(settings, data)
    const { bytes } = embeddingModel(design.network, design.intake, weights, { weights: 'constant', metadata })
    writeAtomically(run.path('model.onnx'), bytes)
    const embedder = await openEmbedder(bytes, data.intake, { device: settings.device })
    try {
      const judgement = await judgeEmbedder(embedder, data, { label: `${label} judging` })
      writeAtomically(run.path('evaluation.json'), `${JSON.stringify(judgement, null, 2)}\n`)
      return { step, judgement }
    } finally {
      await embedder.close()
    }
  } finally {
    run.close()
  }
}

/** What is looked at in training: a sample of the test images, for the curves and the map as it forms, and what is held out, to
 *  choose by. */
function lookOf(data: Data, write: WriteLook): NonNullable<TrainingOptions['judge']>['look'] {
  const [look, held] = [glance(data), heldOutLook(data)]
  return async (embedder, _, step) => ({
    ...(await look(embedder, (seen) => write(step, seen))),
    ...(await held?.(embedder)),
  })
}

/** A backbone that lies elsewhere now is the same model: the run goes on under the path that it began with. */
function withStoredPath(settings: Settings, folder: string, { backbone }: Data): Settings {
  const stored = backbone && backboneIn(folder)
  return stored?.model.sha256 === backbone?.sha256 && stored ? { ...settings, backbone: stored.path } : settings
}

/** What the model takes, as the configuration has it. */
const formOf = ({ image, backbone }: Data): object => ({ image, ...(backbone && { backboneModel: backbone }) })

/** What the model carries with it: enough to use it without the run's folder. */
function metadataOf(settings: Settings, { protocol, image, backbone }: Data): Record<string, string> {
  return {
    'nearkin.version': version,
    'nearkin.settings': JSON.stringify(settings),
    'nearkin.image': JSON.stringify(image),
    ...(backbone && { 'nearkin.backboneModel': JSON.stringify(backbone) }),
    'nearkin.label': protocol.label.name,
    'nearkin.classes': JSON.stringify(protocol.label.classes),
  }
}

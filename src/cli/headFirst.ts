import { join } from 'node:path'
import type { Sampler } from '../data/samplers/sampler.ts'
import type { Loss } from '../losses/loss.ts'
import { embeddingHead } from '../nn/heads/embeddingHead.ts'
import type { Layer } from '../nn/layer.ts'
import { sequential } from '../nn/sequential.ts'
import type { Data } from '../runs/dataOf.ts'
import type { Settings } from '../runs/settings.ts'
import { under } from '../tensor/prefixed.ts'
import type { Config } from '../train/config.ts'
import { features } from '../train/intake.ts'
import { progress } from '../train/progress.ts'
import { openRun } from '../train/runFolder.ts'
import type { StepDesign } from '../train/stepDesign.ts'
import { train } from '../train/trainer.ts'
import { headOf } from './headOf.ts'
import { scheduleOf } from './optimizerOf.ts'
import type { RunOptions } from './runOptions.ts'

/** A head that was trained first: network and loss begin with its weights. Not done: it was interrupted, and is saved. */
export type HeadFirst =
  | { readonly done: true; readonly network: Layer; readonly loss: Loss }
  | { readonly done: false; readonly step: number }

/** Trains the head alone on what the network under it gave of every image before training: seconds, where through the network it
 *  would be a forward pass for every batch. A network that was trained before is then not torn by the gradients of a head drawn
 *  by lot (Kumar et al. 2022, Fine-tuning can distort pretrained features and underperform out-of-distribution). It is a training
 *  of its own, in `head/` of the run's folder, with log and checkpoints; a resumed run goes on in it, or finds it done. */
export async function headFirst(
  settings: Settings,
  data: Data,
  { design, sampler, steps, config }: { design: StepDesign; sampler: Sampler; steps: number; config: Config },
  { folder, label, resume, stop, checkpointEvery }: RunOptions,
): Promise<HeadFirst> {
  const known = data.features!
  const network = sequential({
    head: embeddingHead({ ...headOf(settings, data), inputs: known.dimension, pool: 'none' }),
  })
  const { chunk: _, accumulate: __, ...whole } = design
  const alone: StepDesign = { ...whole, network, intake: features(known.dimension) }
  const run = openRun(join(folder, 'head'), { resume, config: { ...config, part: 'head', steps } })
  const bar = progress({ total: steps, unit: 'steps', label: `${label} head` })
  const training = {
    design: alone,
    steps,
    schedule: scheduleOf({ ...settings, schedule: 'constant', warmup: 0 }, steps),
    seed: settings.seed,
    run,
    config: { ...config, part: 'head', steps },
    progress: bar,
    interrupt: stop,
    events: true,
    ...(checkpointEvery === undefined ? {} : { checkpointEvery }),
    batch: (place: number) => {
      const rows = sampler.batch(place)
      return { samples: known.batch(rows), labels: data.labels(rows) }
    },
  }
  try {
    const { state, step, ended } = await stop.saving(() => train(training))
    if (ended === 'interrupt') return { done: false, step }
    const parameters = under('network.', state)
    const buffers = under('buffer.', state)
    return {
      done: true,
      network: {
        ...design.network,
        init: (random) => {
          const drawn = design.network.init(random)
          return { parameters: { ...drawn.parameters, ...parameters }, buffers: { ...drawn.buffers, ...buffers } }
        },
      },
      loss: {
        ...design.loss,
        init: (random) => ({ ...design.loss.init(random), parameters: under('loss.', state) }),
      },
    }
  } finally {
    bar.done()
    run.close()
  }
}

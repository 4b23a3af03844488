import { NearkinError } from '../errors.ts'
import { effectiveRank } from '../evaluate/effectiveRank.ts'
import type { Schedule } from '../optim/schedules/schedule.ts'
import { random } from '../random.ts'
import type { SessionOptions } from '../runtime/session.ts'
import type { AlarmState } from './alarm.ts'
import { alarm } from './alarm.ts'
import { latestCheckpoint, saveCheckpoint } from './checkpoint.ts'
import type { Config } from './config.ts'
import type { Embedder } from './embedder.ts'
import { followState } from './embedder.ts'
import type { Interrupt } from './interrupt.ts'
import { openLog } from './log.ts'
import type { Progress } from './progress.ts'
import { referenceState } from './referenceState.ts'
import type { Run } from './runFolder.ts'
import type { State } from './state.ts'
import { freshState } from './state.ts'
import { openStep } from './step.ts'
import type { StepBatch } from './stepBatch.ts'
import type { StepDesign } from './stepDesign.ts'
import type { StepReport } from './stepReport.ts'
import { restored, stored } from './stored.ts'

export interface TrainingOptions extends SessionOptions {
  readonly design: StepDesign
  /** The batch of a step, which counts from 0: the same for the same step. */
  readonly batch: (step: number) => StepBatch
  readonly steps: number
  readonly schedule: Schedule
  /** Of the initialisation and of the rules' noise. */
  readonly seed: number
  /** Where checkpoints and the log go. */
  readonly run: Run
  readonly config: Config
  /** Steps between checkpoints. Default 100. */
  readonly checkpointEvery?: number
  /** Steps between entries of the log. Default 10. */
  readonly logEvery?: number
  /** A look at the embedding now and then: after every `every` steps and after the last. What it returns is logged. */
  readonly judge?: {
    readonly every: number
    /** @param references the second tower's, where there is one */
    readonly look: (embedder: Embedder, references?: Embedder) => Promise<Readonly<Record<string, number>>>
  }
  readonly progress: Progress
  /** Asked between steps whether to stop. */
  readonly interrupt?: Pick<Interrupt, 'requested'>
}

export interface Training {
  readonly state: State
  /** Steps done in all. Fewer than asked for after an interrupt. */
  readonly step: number
}

/** Trains, from the start or from the run's last checkpoint. Every step is a function of the seed and the step's number
 *  alone, so a training that was killed and resumed ends with the same bytes as one that was not.
 *  Stops with an error, and with the last good checkpoint in place, where the loss or a parameter is no longer finite. */
export async function train(options: TrainingOptions): Promise<Training> {
  const { design, steps, schedule, seed, run, config, progress } = options
  const { checkpointEvery = 100, logEvery = 10 } = options
  const start = begin(options)
  let { state } = start
  const watch = alarm({ whenCollapsed: design.loss.whenCollapsed, ...start.alarm })
  const log = openLog(run.path('log.jsonl'), run.resumed ? { resumeAfterStep: start.step } : {})
  const step = await openStep(design, state, options)
  const embedder = options.judge ? await followState(design.network, design.intake, () => state, options) : undefined
  const second = options.judge ? await followReferences(design, () => state, options) : undefined
  let done = start.step
  let saved = start.path
  const save = (): void => {
    checkFinite(state, done, saved)
    saved = saveCheckpoint(run.folder, {
      step: done,
      tensors: stored(state),
      metadata: { alarm: JSON.stringify(watch.state()) },
      config,
    })
  }
  const say = (text: string | undefined): void => {
    if (text === undefined) return
    progress.say(`step ${done}: ${text}`)
    log.append({ step: done, alarm: text })
  }

  try {
    while (done < steps && !options.interrupt?.requested) {
      const at = { step: done + 1, rate: schedule(done), random: random(`${seed}/step ${done}`) }
      const result = await step.run(options.batch(done), state, at)
      stopUnlessFinite(result.report, done + 1, saved)
      state = result.state
      done++
      progress.update(done, `loss ${result.report.loss.toFixed(4)}`)
      say(watch.step(result.report))
      if (done % logEvery === 0 || done === steps) log.append({ step: done, rate: at.rate, ...result.report })
      if (embedder && options.judge && (done % options.judge.every === 0 || done === steps)) {
        const dimension = result.embeddings.shape[1]!
        const rank = effectiveRank({ embeddings: result.embeddings.data as Float32Array, dimension })
        say(watch.rank(rank, dimension))
        log.append({ step: done, effectiveRank: rank, ...(await options.judge.look(embedder, second)) })
      }
      if (done % checkpointEvery === 0 || done === steps) save()
    }
    // Also where nothing was left to do after a resume: the caller finds the last state on the disk either way.
    if (options.interrupt?.requested && done > start.step) save()
    return { state, step: done }
  } finally {
    log.close()
    await step.close()
    await embedder?.close()
    await second?.close()
  }
}

/** The embedder of the second tower, where there is one. */
const followReferences = async (
  { network, reference }: StepDesign,
  current: () => State,
  options: SessionOptions,
): Promise<Embedder | undefined> =>
  reference &&
  followState(
    reference.network ?? network,
    reference.intake,
    reference.network ? () => referenceState(current()) : current,
    options,
  )

/** The fresh state, or that of the run's newest checkpoint that reads whole. */
function begin({ design, seed, run, config, progress }: TrainingOptions): {
  state: State
  step: number
  path: string | undefined
  alarm?: { state: AlarmState }
} {
  const { network, loss, optimizer, reference } = design
  const fresh = freshState(network, loss, optimizer, random(`${seed}/weights`), reference?.network)
  if (!run.resumed) return { state: fresh, step: 0, path: undefined }
  const { checkpoint, warnings } = latestCheckpoint(run.folder, { config })
  for (const warning of warnings) progress.say(warning)
  if (!checkpoint) return { state: fresh, step: 0, path: undefined }
  progress.say(`going on after step ${checkpoint.step}, from ${checkpoint.path}`)
  const state = restored(checkpoint.tensors, fresh, checkpoint.path)
  const { alarm } = checkpoint.metadata
  return {
    state,
    step: checkpoint.step,
    path: checkpoint.path,
    ...(alarm === undefined ? {} : { alarm: { state: JSON.parse(alarm) as AlarmState } }),
  }
}

function stopUnlessFinite(report: StepReport, step: number, saved: string | undefined): void {
  const broken = Object.entries(report).find(([, value]) => !Number.isFinite(value))
  if (broken) diverged(`${broken[0]} ${broken[1]} (loss ${report.loss})`, step, saved)
}

function checkFinite(state: State, step: number, saved: string | undefined): void {
  for (const [name, { dtype, data }] of Object.entries(state)) {
    if (dtype !== 'float32') continue
    const at = (data as Float32Array).findIndex((x) => !Number.isFinite(x))
    if (at !== -1) diverged(`${data[at]} in ${name}`, step, saved)
  }
}

function diverged(what: string, step: number, saved: string | undefined): never {
  throw new NearkinError({
    who: `training, step ${step}`,
    rule: 'the loss and all parameters must stay finite',
    value: what,
    remedy: `${saved ? `the last good checkpoint is ${saved}` : 'there is no checkpoint yet'}; lower --rate, add --warmup or --clip`,
  })
}

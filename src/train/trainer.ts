import { demand } from '../errors.ts'
import { effectiveRank } from '../evaluate/effectiveRank.ts'
import type { Schedule } from '../optim/schedules/schedule.ts'
import { random } from '../random.ts'
import type { SessionOptions } from '../runtime/session.ts'
import { alarm } from './alarm.ts'
import { averaged, demandDecay, withAverages } from './averages.ts'
import { batchesAhead } from './batchesAhead.ts'
import type { KeepBest } from './best.ts'
import { bestOf } from './best.ts'
import type { Config } from './config.ts'
import { demandFiniteReport, demandFiniteState } from './demandFiniteTraining.ts'
import type { Embedder } from './embedder.ts'
import { followTowers } from './followTowers.ts'
import type { Interrupt } from './interrupt.ts'
import type { LogEntry } from './log.ts'
import { openLogs } from './openLogs.ts'
import type { Phase, Stage } from './phases.ts'
import { entered, stageAt, stagesOf } from './phases.ts'
import type { Progress } from './progress.ts'
import type { Run } from './runFolder.ts'
import { savedTraining } from './savedTraining.ts'
import type { State } from './state.ts'
import { trainedNames } from './state.ts'
import { openStep } from './step.ts'
import type { StepBatch } from './stepBatch.ts'
import type { StepDesign } from './stepDesign.ts'
import type { TrainStep } from './trainStep.ts'

export interface TrainingOptions extends SessionOptions {
  readonly design: StepDesign
  /** A batch by its number, which counts from 0: the same for the same number. It is the step's, or, where steps accumulate k batches,
   *  step s has those from s k on. The next step's are asked for while a step runs. */
  readonly batch: (number: number) => StepBatch | Promise<StepBatch>
  readonly steps: number
  readonly schedule: Schedule
  /** Of the initialisation and of the rules' noise. */
  readonly seed: number
  /** Where checkpoints and the log go. */
  readonly run: Run
  readonly config: Config
  /** The training's parts, which differ in what they train: their steps add up to `steps`. Default: a single one. */
  readonly phases?: readonly Phase[]
  /** An exponential moving average of the networks' weights, which is judged and exported in place of the weights: its decay, such as
   *  0.999. Default: there is none. */
  readonly ema?: number
  /** Keeps the weights that were best by a metric of the looks, and ends early where they get no better. Default: the last ones. */
  readonly keepBest?: KeepBest
  /** Steps between checkpoints. Default 100. */
  readonly checkpointEvery?: number
  /** Steps between entries of the log. Default 10. */
  readonly logEvery?: number
  /** Whether the log goes to a TensorBoard event file too, beside `log.jsonl`. Default false. */
  readonly events?: boolean
  /** A look at the embedding now and then: after every `every` steps and after the last. What it returns is logged. */
  readonly judge?: {
    readonly every: number
    /** @param references the second tower's; undefined where there is none
     *  @param step after which it looks */
    readonly look: (
      embedder: Embedder,
      references: Embedder | undefined,
      step: number,
    ) => Promise<Readonly<Record<string, number>>>
  }
  readonly progress: Progress
  /** Asked between steps whether to stop. */
  readonly interrupt?: Pick<Interrupt, 'requested'>
}

export interface Training {
  /** The last state. */
  readonly state: State
  /** What to judge and to export: the best weights where these are kept, else the averages where there are any, else the last. After an
   *  interrupt the best are not looked for. */
  readonly weights: State
  /** Steps done in all. Fewer than asked for after an interrupt, or where patience was at an end. */
  readonly step: number
  readonly ended: 'steps' | 'patience' | 'interrupt'
  /** When the best weights were found, and how good they were. */
  readonly best?: { readonly step: number; readonly value: number }
}

/** Trains, from the start or from the run's last checkpoint. Every step is a function of the seed and the step's number
 *  alone, so a training that was killed and resumed ends with the same bytes as one that was not.
 *  Stops with an error, and with the last good checkpoint in place, where the loss or a parameter is no longer finite. */
export async function train(options: TrainingOptions): Promise<Training> {
  const { design, steps, run, progress, judge, ema } = options
  const { checkpointEvery = 100, logEvery = 10 } = options
  demandOptions(options)
  const stages = stagesOf(design, options)
  const disk = savedTraining(design, { ...options, stages, say: (line) => progress.say(line) })
  const { start } = disk
  let { state } = start
  const watch = alarm({ whenCollapsed: design.loss.whenCollapsed, ...(start.alarm && { state: start.alarm }) })
  const best = options.keepBest && bestOf(options.keepBest, start.best)
  const log = openLogs(run, { step: start.step, events: options.events ?? false })
  const judged = judge && (await followTowers(design, () => withAverages(state), options))
  const batches = batchesAhead(options.batch, design.accumulate ?? 1, steps)
  let [done, saved] = [start.step, start.path]
  let open: { stage: Stage; step: TrainStep } | undefined

  const save = (): void => {
    demandFiniteState(state, done, saved)
    saved = disk.save(state, { step: done, alarm: watch.state(), best: best?.state })
  }
  const say = (text: string | undefined): void => {
    if (text === undefined) return
    progress.say(`step ${done}: ${text}`)
    log.append({ step: done, alarm: text })
  }
  /** The step of the stage that the training is in. */
  const current = async (): Promise<{ stage: Stage; step: TrainStep }> => {
    const stage = stageAt(stages, done)
    if (open?.stage === stage) return open
    await open?.step.close()
    open = undefined
    if (done === stage.first) state = entered(state, stage, stages[stage.number - 2])
    if (stages.length > 1) tellStage(stage, stages, state, done === stage.first ? log.append : () => {}, progress)
    open = { stage, step: await openStep(stage.design, state, options) }
    return open
  }

  try {
    while (done < steps && !best?.over && !options.interrupt?.requested) {
      const { stage, step } = await current()
      const at = { step: done + 1, rate: stage.rate(done), random: random(`${options.seed}/step ${done}`) }
      const fed = await batches(done)
      const result = await step.run(fed, state, at)
      demandFiniteReport(result.report, done + 1, saved)
      done++
      state = ema === undefined ? result.state : averaged(state, result.state, ema, done)
      progress.update(done, `loss ${result.report.loss.toFixed(4)}`)
      say(watch.step(result.report))
      const last = done === steps
      if (done % logEvery === 0 || last) {
        const { epoch } = fed[0]!
        const where = { ...(stages.length > 1 && { phase: stage.number }), ...(epoch !== undefined && { epoch }) }
        log.append({ step: done, ...where, rate: at.rate, ...result.report })
      }
      if (judged && (done % judge.every === 0 || last)) {
        const dimension = result.embeddings.shape[1]!
        const rank = effectiveRank({ embeddings: result.embeddings.data as Float32Array, dimension })
        say(watch.rank(rank, dimension))
        const metrics = await judge.look(judged.embedder, judged.references, done)
        log.append({ step: done, effectiveRank: rank, ...metrics })
        if (best?.look(done, metrics)) {
          demandFiniteState(state, done, saved)
          disk.saveBest(withAverages(state), done)
        }
      }
      if (done % checkpointEvery === 0 || last || best?.over) save()
    }
    const ended = best?.over ? 'patience' : done >= steps ? 'steps' : 'interrupt'
    // Also where nothing was left to do after a resume: the caller finds the last state on the disk either way.
    if (options.interrupt?.requested && done > start.step) save()
    const found = best?.state
    const weights = found && ended !== 'interrupt' ? disk.best(found.step) : withAverages(state)
    return { state, weights, step: done, ended, ...(found && { best: { step: found.step, value: found.value } }) }
  } finally {
    log.close()
    await open?.step.close()
    await judged?.close()
  }
}

/** Says which phase begins, or goes on; the log has it with the phase's first step, so that it is there once. */
function tellStage(
  { number, first, design }: Stage,
  stages: readonly Stage[],
  state: State,
  append: (entry: LogEntry) => void,
  progress: Progress,
): void {
  const [trained, all] = [trainedNames(state, design.trained).length, trainedNames(state).length]
  progress.say(`phase ${number} of ${stages.length}: ${trained} of ${all} parameters are trained`)
  append({ step: first + 1, phase: number, trained, parameters: all })
}

function demandOptions({ ema, keepBest, judge }: TrainingOptions): void {
  demandDecay(ema)
  demand(!keepBest || judge, {
    who: 'keepBest',
    rule: 'the best weights are found by looks',
    remedy: 'give judge, or leave keepBest out',
  })
}

import { NearkinError } from '../errors.ts'
import type { State } from './state.ts'
import type { StepReport } from './stepReport.ts'

/** Fails where a step's report is no longer finite.
 *  @param saved the last good checkpoint */
export function demandFiniteReport(report: StepReport, step: number, saved: string | undefined): void {
  const broken = Object.entries(report).find(([, value]) => !Number.isFinite(value))
  if (broken) diverged(`${broken[0]} ${broken[1]} (loss ${report.loss})`, step, saved)
}

/** Fails where a number of a state is no longer finite.
 *  @param saved the last good checkpoint */
export function demandFiniteState(state: State, step: number, saved: string | undefined): void {
  for (const [name, { dtype, data }] of Object.entries(state)) {
    if (dtype !== 'float32') continue
    // A sum of numbers times zero is zero, unless one of them is not finite: several times as fast as asking each.
    let sum = 0
    for (let i = 0; i < data.length; i++) sum += (data as Float32Array)[i]! * 0
    if (sum === 0) continue
    const at = (data as Float32Array).findIndex((x) => !Number.isFinite(x))
    diverged(`${data[at]} in ${name}`, step, saved)
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

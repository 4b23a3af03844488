import { constant } from '../../src/optim/schedules/constant.ts'
import { cosine } from '../../src/optim/schedules/cosine.ts'
import { exponential } from '../../src/optim/schedules/exponential.ts'
import { linearWarmup } from '../../src/optim/schedules/linearWarmup.ts'
import { oneCycle } from '../../src/optim/schedules/oneCycle.ts'
import type { Schedule } from '../../src/optim/schedules/schedule.ts'
import { step } from '../../src/optim/schedules/step.ts'
import type { Arguments } from './arguments.ts'
import { lacking, numberOf } from './arguments.ts'
import type { Verdict } from './compare.ts'
import { failed, passed, unsupported } from './compare.ts'

/** A row of schedules.json: the learning rates of a schedule of PyTorch, from step 0 on. */
export interface ScheduleRow {
  readonly schedule: string
  readonly base_lr: number
  readonly args: Arguments
  readonly lr: readonly number[]
}

/** Whether our schedule gives the row's rates. Both sides are float64, so it must be to 1e-6 relative or 1e-12 absolute.
 *  An argument that ours does not have makes the row unsupported. */
export async function checkScheduleRow(row: ScheduleRow): Promise<Verdict> {
  const ours = schedules[row.schedule]
  if (!ours) return unsupported(`schedule ${row.schedule}`)
  const args = row.schedule === 'ConstantLR' ? { factor: 1 / 3, ...row.args } : row.args
  const lacks = lacking(args, ours.known, idle)
  if (lacks !== '') return unsupported(`${row.schedule} with ${lacks}`)
  const schedule = ours.make(row.args, row.base_lr)
  for (const [t, expected] of row.lr.entries())
    if (!(Math.abs(schedule(t) - expected) <= Math.max(1e-12, 1e-6 * Math.abs(expected))))
      return failed(`step ${t}: ${schedule(t)}, not ${expected}`)
  return passed
}

/** What PyTorch has and we do not, at the value where it does nothing; undefined where no value changes the rate. */
const idle: Arguments = {
  factor: 1,
  three_phase: false,
  anneal_strategy: 'cos',
  last_epoch: -1,
  cycle_momentum: undefined,
  base_momentum: undefined,
  max_momentum: undefined,
  verbose: undefined,
}

interface Ours {
  /** PyTorch's names of the options that we have. */
  readonly known: readonly string[]
  /** Our schedule for PyTorch's arguments, with PyTorch's defaults where an argument is left out. */
  readonly make: (args: Arguments, rate: number) => Schedule
}

const schedules: Readonly<Record<string, Ours>> = {
  // PyTorch's ConstantLR holds a factor (1/3 where left out) for some steps only: ours is the case of factor 1.
  ConstantLR: { known: ['total_iters'], make: (_, rate) => constant({ rate }) },
  LinearLR: {
    known: ['start_factor', 'end_factor', 'total_iters'],
    make: (args, rate) =>
      linearWarmup({
        rate,
        steps: numberOf(args, 'total_iters', 5),
        startFactor: numberOf(args, 'start_factor', 1 / 3),
        endFactor: numberOf(args, 'end_factor', 1),
      }),
  },
  CosineAnnealingLR: {
    known: ['T_max', 'eta_min'],
    make: (args, rate) => cosine({ rate, steps: numberOf(args, 'T_max'), minimum: numberOf(args, 'eta_min', 0) }),
  },
  StepLR: {
    known: ['step_size', 'gamma'],
    make: (args, rate) => step({ rate, every: numberOf(args, 'step_size'), gamma: numberOf(args, 'gamma', 0.1) }),
  },
  ExponentialLR: { known: ['gamma'], make: (args, rate) => exponential({ rate, gamma: numberOf(args, 'gamma') }) },
  OneCycleLR: {
    known: ['max_lr', 'total_steps', 'epochs', 'steps_per_epoch', 'pct_start', 'div_factor', 'final_div_factor'],
    make: (args) =>
      oneCycle({
        max: numberOf(args, 'max_lr'),
        steps: numberOf(args, 'total_steps', numberOf(args, 'epochs') * numberOf(args, 'steps_per_epoch')),
        rising: numberOf(args, 'pct_start', 0.3),
        divFactor: numberOf(args, 'div_factor', 25),
        finalDivFactor: numberOf(args, 'final_div_factor', 1e4),
      }),
  },
}

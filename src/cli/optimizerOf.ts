import { fail } from '../errors.ts'
import { adagrad } from '../optim/adagrad.ts'
import { adam } from '../optim/adam.ts'
import { adamW } from '../optim/adamW.ts'
import type { Optimizer } from '../optim/optimizer.ts'
import { rmsProp } from '../optim/rmsProp.ts'
import { constant } from '../optim/schedules/constant.ts'
import { cosine } from '../optim/schedules/cosine.ts'
import { exponential } from '../optim/schedules/exponential.ts'
import { oneCycle } from '../optim/schedules/oneCycle.ts'
import type { Schedule } from '../optim/schedules/schedule.ts'
import { step } from '../optim/schedules/step.ts'
import { withWarmup } from '../optim/schedules/withWarmup.ts'
import { sgd } from '../optim/sgd.ts'
import type { Settings } from '../runs/settings.ts'

/** The optimizer that the settings name. Fails on --momentum and --nesterov where they would do nothing. */
export function optimizerOf({ optimizer, momentum, nesterov, weightDecay }: Settings): Optimizer {
  const idle = (who: string, those: string): never =>
    fail({ who, rule: `is an option of --optimizer ${those}`, value: `--optimizer ${optimizer}` })
  if (nesterov && optimizer !== 'sgd') idle('--nesterov', 'sgd alone')
  if (nesterov && momentum === 0)
    fail({ who: '--nesterov', rule: 'looks ahead by the momentum', value: 'none', remedy: 'add --momentum 0.9' })
  if (momentum > 0 && optimizer !== 'sgd' && optimizer !== 'rmsprop') idle('--momentum', 'sgd and rmsprop alone')
  const decay = weightDecay ?? 0
  switch (optimizer) {
    case 'sgd':
      return sgd({ momentum, nesterov, weightDecay: decay })
    case 'adam':
      return adam({ weightDecay: decay })
    case 'adamw':
      return adamW(weightDecay === null ? {} : { weightDecay })
    case 'rmsprop':
      return rmsProp({ momentum, weightDecay: decay })
    case 'adagrad':
      return adagrad({ weightDecay: decay })
  }
}

/** The learning rate of every step: the schedule over all steps, after a linear warm-up where one is asked for. */
export function scheduleOf({ schedule, rate, warmup }: Settings, steps: number): Schedule {
  if (warmup >= steps && warmup > 0)
    fail({
      who: '--warmup',
      rule: `must end before the ${steps} steps do`,
      value: warmup,
      remedy: 'lower it, or add --steps',
    })
  const left = Math.max(1, steps - warmup)
  const main: Record<Settings['schedule'], () => Schedule> = {
    constant: () => constant({ rate }),
    cosine: () => cosine({ rate, steps: left }),
    // A tenth at one and at two thirds; down to a hundredth at the end.
    step: () => step({ rate, every: Math.max(1, Math.ceil(left / 3)) }),
    exponential: () => exponential({ rate, gamma: 0.01 ** (1 / left) }),
    'one-cycle': () => oneCycle({ max: rate, steps: Math.max(2, left) }),
  }
  return warmup > 0 ? withWarmup(main[schedule](), { steps: warmup }) : main[schedule]()
}

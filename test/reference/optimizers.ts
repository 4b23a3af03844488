import { adagrad } from '../../src/optim/adagrad.ts'
import type { AdamOptions } from '../../src/optim/adam.ts'
import { adam } from '../../src/optim/adam.ts'
import { adamW } from '../../src/optim/adamW.ts'
import { follow } from '../../src/optim/follow.testing.ts'
import type { Optimizer } from '../../src/optim/optimizer.ts'
import { rmsProp } from '../../src/optim/rmsProp.ts'
import { sgd } from '../../src/optim/sgd.ts'
import type { Arguments } from './arguments.ts'
import { lacking, numberOf } from './arguments.ts'
import type { ReferenceTensor, Verdict } from './compare.ts'
import { difference, failed, numbersOf, passed, unsupported } from './compare.ts'

/** A row of optimizers.json: the gradients that an optimizer of PyTorch was given, and the parameter after each. */
export interface OptimizerRow {
  readonly optimizer: string
  readonly args: Arguments
  readonly initial: ReferenceTensor
  readonly steps: readonly { readonly gradient: ReferenceTensor; readonly parameter: ReferenceTensor }[]
}

/** Whether our optimizer goes the row's way when it is given the row's gradients, from the row's first parameter on:
 *  within 1e-3 relative or 1e-5 absolute. An argument that ours does not have makes the row unsupported. */
export async function checkOptimizerRow(row: OptimizerRow): Promise<Verdict> {
  const ours = optimizers[row.optimizer]
  if (!ours) return unsupported(`optimizer ${row.optimizer}`)
  const lacks = lacking(row.args, ['lr', ...ours.known], idle)
  if (lacks !== '') return unsupported(`${row.optimizer} with ${lacks}`)
  const gradients = row.steps.map((step) => numbersOf(step.gradient))
  const rate = numberOf(row.args, 'lr', ours.rate)
  const path = await follow(ours.make(row.args), numbersOf(row.initial), gradients, rate)
  for (const [i, { parameter }] of row.steps.entries()) {
    const wrong = difference(`parameter after step ${i + 1}`, path[i]!, numbersOf(parameter))
    if (wrong) return failed(wrong)
  }
  return passed
}

/** What PyTorch has and we do not, at the value where it does nothing; undefined where it only changes the speed. */
const idle: Arguments = {
  dampening: 0,
  amsgrad: false,
  centered: false,
  maximize: false,
  decoupled_weight_decay: false,
  foreach: undefined,
  fused: undefined,
  capturable: undefined,
  differentiable: undefined,
}

interface Ours {
  /** PyTorch's names of the options that we have. */
  readonly known: readonly string[]
  /** PyTorch's learning rate where none is given. */
  readonly rate: number
  /** Our optimizer for PyTorch's arguments, with PyTorch's defaults where an argument is left out. */
  readonly make: (args: Arguments) => Optimizer
}

const optimizers: Readonly<Record<string, Ours>> = {
  SGD: {
    known: ['momentum', 'nesterov', 'weight_decay'],
    rate: 1e-3,
    make: (args) =>
      sgd({
        momentum: numberOf(args, 'momentum', 0),
        nesterov: args.nesterov === true,
        weightDecay: numberOf(args, 'weight_decay', 0),
      }),
  },
  Adam: { known: ['betas', 'eps', 'weight_decay'], rate: 1e-3, make: (args) => adam(adamOptions(args, 0)) },
  AdamW: { known: ['betas', 'eps', 'weight_decay'], rate: 1e-3, make: (args) => adamW(adamOptions(args, 0.01)) },
  RMSprop: {
    known: ['alpha', 'eps', 'momentum', 'weight_decay'],
    rate: 1e-2,
    make: (args) =>
      rmsProp({
        alpha: numberOf(args, 'alpha', 0.99),
        eps: numberOf(args, 'eps', 1e-8),
        momentum: numberOf(args, 'momentum', 0),
        weightDecay: numberOf(args, 'weight_decay', 0),
      }),
  },
  Adagrad: {
    known: ['lr_decay', 'eps', 'weight_decay', 'initial_accumulator_value'],
    rate: 1e-2,
    make: (args) =>
      adagrad({
        rateDecay: numberOf(args, 'lr_decay', 0),
        eps: numberOf(args, 'eps', 1e-10),
        weightDecay: numberOf(args, 'weight_decay', 0),
        initial: numberOf(args, 'initial_accumulator_value', 0),
      }),
  },
}

function adamOptions(args: Arguments, weightDecay: number): Required<AdamOptions> {
  const [b1, b2] = (args.betas ?? [0.9, 0.999]) as [number, number]
  return { b1, b2, eps: numberOf(args, 'eps', 1e-8), weightDecay: numberOf(args, 'weight_decay', weightDecay) }
}

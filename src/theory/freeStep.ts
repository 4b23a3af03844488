import { grad } from '../autodiff/grad.ts'
import { l2 } from '../distances/l2.ts'
import { squaredL2 } from '../distances/squaredL2.ts'
import type { Loss } from '../losses/loss.ts'
import { margin } from '../losses/margin.ts'
import { triplet } from '../losses/triplet.ts'
import { emit } from '../onnx/emit.ts'
import { expand, gather, mul, stopGradient } from '../ops/index.ts'
import { adam } from '../optim/adam.ts'
import { all as allNegatives } from '../pairs/negatives/all.ts'
import { all } from '../pairs/positives/all.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import type { Session } from '../runtime/session.ts'
import { openSession } from '../runtime/session.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats, ints } from '../tensor/array.ts'
import { prefixed, under } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant, input } from '../tensor/tensor.ts'
import { tuplesOf } from './expectedLoss.ts'
import type { Setup } from './setup.ts'
import { pointsOf } from './setup.ts'

/** Everything that a step changes, by name: `points`, `beta` where it is learned, and the optimizer's moments of both. */
export type FreeState = Readonly<Record<string, NumericArray>>

export interface FreeStep {
  /** The state with which a descent begins. @param points [points, dimension] */
  readonly fresh: (points: Float32Array) => FreeState
  /** One update, by the labels that stand there for every sample. @param step counts from 1 */
  readonly run: (
    labels: Int32Array,
    state: FreeState,
    at: { readonly step: number; readonly rate: number },
  ) => Promise<{
    /** What these labels make of the loss before the update. */
    readonly loss: number
    readonly state: FreeState
  }>
  readonly close: Session['close']
}

const optimizer = adam()

/** Opens one model of an update: the library's loss, rules and Adam, of embeddings that are parameters. What is minimised
 *  is the loss summed over all tuples, the satisfied ones too, by their number under the true labels, so that its mean over
 *  draws of labels is `expectedLoss`: the library's own mean over what is not 0 weighs every batch by itself. */
export async function openFreeStep(setup: Setup): Promise<FreeStep> {
  const { population, dimension, positives } = setup
  const points = input('points', 'float32', [pointsOf(setup), dimension])
  const parameters: Record<string, Tensor> = {
    points,
    ...(setup.learnBeta ? { beta: input('beta', 'float32', [1]) } : {}),
  }
  const labels = input('labels', 'int64', [population.size])
  const weight = input('weight', 'float32', [])
  const embeddings = setup.tied ? gather(points, constant(ints(population.modeOf))) : points
  const { loss, active } = lossOf(setup).of(
    { embeddings, labels },
    setup.learnBeta ? { beta: expand(parameters.beta!, [population.classes]) } : {},
  )
  // Both losses are means over what is not 0: times its share, a mean over all.
  const minimised = mul(mul(loss, stopGradient(active)), weight)
  const gradients = grad(minimised, Object.values(parameters))
  const numbers = Object.keys(optimizer.scalars(1, 1))
  const scalars = Object.fromEntries(numbers.map((name) => [name, input(name, 'float32', [])]))
  const next: Record<string, Tensor> = {}
  for (const [i, [name, parameter]] of Object.entries(parameters).entries()) {
    const slots = ['m', 'v'].map((slot) => [slot, input(`${name}.${slot}`, 'float32', parameter.shape)])
    const updated = optimizer.update(parameter, gradients[i]!, Object.fromEntries(slots), scalars)
    Object.assign(next, { [name]: updated.parameter }, prefixed(`${name}.`, updated.state))
  }
  const outputs = { loss: minimised, ...prefixed('next.', next) }
  const session = await openSession(emit(outputs, { name: 'free embeddings' }), { threads: 1 })
  const whole = tuplesOf(population.classOf, positives)
  // The margin loss counts both brackets of a tuple.
  const perTuple = setup.loss.name === 'margin' ? 2 : 1
  return {
    fresh: (values) => freshOf(setup, values),
    async run(drawn, state, { step, rate }) {
      const share = (perTuple * tuplesOf(drawn, positives)) / whole
      const numbers = Object.entries(optimizer.scalars(step, rate)).map(([name, x]) => [name, floats([x], [])])
      const result = await session.run({
        ...state,
        ...Object.fromEntries(numbers),
        labels: ints(drawn),
        weight: floats([share], []),
      })
      return { loss: Number(result.loss!.data[0]), state: under('next.', result) }
    },
    close: session.close,
  }
}

/** The library's loss with the choices of a setup. */
function lossOf({ loss, learnBeta, positives, squared, space, population }: Setup): Loss {
  const choices = {
    positives: positives === 'all' ? all() : easiest(),
    negatives: allNegatives(),
    distance: (squared ? squaredL2 : l2)({ normalize: space === 'sphere' }),
    margin: loss.margin,
  }
  if (loss.name === 'triplet') return triplet(choices)
  return margin({ ...choices, beta: loss.beta, ...(learnBeta ? { learnBeta, classes: population.classes } : {}) })
}

function freshOf(setup: Setup, points: Float32Array): FreeState {
  const parameters: Record<string, NumericArray> = { points: floats(points, [pointsOf(setup), setup.dimension]) }
  if (setup.learnBeta && setup.loss.name === 'margin') parameters.beta = floats([setup.loss.beta])
  const moments = Object.entries(parameters).map(([name, x]) => prefixed(`${name}.`, optimizer.init(x)))
  return Object.assign({}, parameters, ...moments)
}

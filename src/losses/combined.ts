import { demand } from '../errors.ts'
import { add, mul } from '../ops/index.ts'
import type { Batch } from '../pairs/batch.ts'
import { prefixed, under } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { Loss, LossOutput } from './loss.ts'

/** A loss among others. */
export interface Part {
  readonly loss: Loss
  readonly weight: number
  /** What it sees of the batch. Default: all. */
  readonly view?: (batch: Batch) => Batch
}

/** The sum of weighted losses, each seeing the batch in its way.  L = sum_i w_i L_i.  What the parts report is averaged by
 *  their weights. Weights, memories and noise of part i go by names that begin with `i.`, so that two of one kind do not
 *  meet. The number of classes is left to the caller, who knows whether the parts see one label. */
export function combined(who: string, parts: readonly Part[]): Omit<Loss, 'classes' | 'levels'> {
  demand(parts.length > 0, { who, rule: 'needs at least one loss', value: parts.length })
  for (const [i, { loss, weight }] of parts.entries())
    demand(Number.isFinite(weight) && weight >= 0, {
      who,
      rule: `weight ${i}, of ${loss.name}, must be a number from 0`,
      value: weight,
    })
  const total = parts.reduce((sum, { weight }) => sum + weight, 0)
  demand(total > 0, { who, rule: 'one weight at least must be above 0', value: total })
  const known = parts.every(({ loss, weight }) => loss.whenCollapsed !== null || weight === 0)
  return {
    name: parts.map(({ loss, weight }) => (weight === 1 ? loss.name : `${weight} ${loss.name}`)).join(' + '),
    init(random) {
      const weights = parts.map(({ loss }, i) => loss.init(random.fork(`${i}`)))
      const joined = (of: 'parameters' | 'buffers') =>
        Object.assign({}, ...weights.map((held, i) => prefixed(`${i}.`, held[of])))
      return { parameters: joined('parameters'), buffers: joined('buffers') }
    },
    whenCollapsed: known ? parts.reduce((sum, { loss, weight }) => sum + weight * (loss.whenCollapsed ?? 0), 0) : null,
    of(batch, values) {
      const outputs = parts.map(({ loss, view = whole }, i) =>
        loss.of(view(withNoiseOf(batch, `${i}.`)), under(`${i}.`, values)),
      )
      const sum = (of: Report, share: number): Tensor =>
        outputs.map((output, i) => mul(output[of], parts[i]!.weight * share)).reduce((a, b) => add(a, b))
      const buffers = Object.assign({}, ...outputs.map((output, i) => prefixed(`${i}.`, output.buffers ?? {})))
      return {
        loss: sum('loss', 1),
        valid: sum('valid', 1 / total),
        active: sum('active', 1 / total),
        positive: sum('positive', 1 / total),
        negative: sum('negative', 1 / total),
        buffers,
      }
    },
  }
}

/** The number that all that have one agree on, or undefined where none has. Fails where two differ. */
export function agreed(who: string, what: string, numbers: readonly (number | null | undefined)[]): number | undefined {
  const given = [...new Set(numbers.filter((n) => n !== undefined && n !== null))]
  demand(given.length < 2, {
    who,
    rule: `losses of one label must agree on the number of ${what}`,
    value: given.join(' and '),
    remedy: `give all of them the same classes`,
  })
  return given[0]
}

type Report = Exclude<keyof LossOutput, 'buffers'>

const whole = (batch: Batch): Batch => batch

function withNoiseOf(batch: Batch, prefix: string): Batch {
  const { noise } = batch
  return noise ? { ...batch, noise: (name, shape) => noise(prefix + name, shape) } : batch
}

import { demand } from '../errors.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats } from '../tensor/array.ts'
import { under } from '../tensor/prefixed.ts'
import type { State } from './state.ts'

/** The exponential moving average of the networks' weights and running statistics after one more step, kept in the state as
 *  `ema.<name>`:  ema = d ema + (1 - d) weight,  d = min(decay, (1 + step) / (10 + step)),  so that the first weights are soon
 *  forgotten (as TensorFlow's ExponentialMovingAverage with its number of updates). An average begins with the value before its first
 *  change; what never changed has none.
 *  @param before the state before the step
 *  @param after the state that the step gave
 *  @param step counts from 1 */
export function averaged(before: State, after: State, decay: number, step: number): State {
  const weight = 1 - Math.min(decay, (1 + step) / (10 + step))
  const averages: Record<string, NumericArray> = {}
  for (const [name, value] of Object.entries(after)) {
    if (!/^(network|reference|buffer|referenceBuffer)\./.test(name) || value.dtype !== 'float32') continue
    const held = after[`ema.${name}`]
    if (!held && value === before[name]) continue
    averages[`ema.${name}`] = between((held ?? before[name]!) as NumericArray, value, weight)
  }
  return { ...after, ...averages }
}

/** A state with the averages in place of the weights: what is judged and exported. */
export const withAverages = (state: State): State => ({ ...state, ...under('ema.', state) })

/** Fails unless the decay lies in [0, 1). */
export const demandDecay = (decay: number | undefined): void =>
  demand(decay === undefined || (decay >= 0 && decay < 1), {
    who: 'ema',
    rule: 'the decay must lie in [0, 1)',
    value: decay,
    remedy: '0.999 or 0.9999 are usual',
  })

function between(from: NumericArray, to: NumericArray, share: number): NumericArray {
  const [a, b] = [from.data as Float32Array, to.data as Float32Array]
  const mean = new Float32Array(a.length)
  for (let i = 0; i < a.length; i++) mean[i] = a[i]! + share * (b[i]! - a[i]!)
  return floats(mean, to.shape)
}

import { demand } from '../errors.ts'
import { floats, sizeOf } from '../tensor/array.ts'
import type { Initial } from './initial.ts'

/** Weights that begin normally distributed around 0.
 *  @param deviation their standard deviation */
export function normal(deviation: number): Initial {
  demand(Number.isFinite(deviation) && deviation >= 0, {
    who: 'normal',
    rule: 'the standard deviation must be a number of at least 0',
    value: deviation,
  })
  return (random, shape) => {
    const numbers = new Float32Array(sizeOf(shape))
    for (let i = 0; i < numbers.length; i++) numbers[i] = deviation * random.normal()
    return floats(numbers, shape)
  }
}

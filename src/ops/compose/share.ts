import type { Tensor } from '../../tensor/tensor.ts'
import { add } from '../add.ts'
import { cast } from '../cast.ts'
import { greater } from '../greater.ts'
import { greaterOrEqual } from '../greaterOrEqual.ts'
import { mul } from '../mul.ts'

/** The part of a gradient that `winner` gets of a maximum with `other`: all where larger, half where equal. */
export function share(g: Tensor, winner: Tensor, other: Tensor): Tensor {
  const wins = cast(greater(winner, other), 'float32')
  const holds = cast(greaterOrEqual(winner, other), 'float32')
  return mul(g, mul(add(wins, holds), 0.5))
}

/** @file One batch on the engine, for losses whose own weights are given. */
import { floats } from '../tensor/array.ts'
import type { EngineLoss } from './engine.testing.ts'
import { onEngine } from './engine.testing.ts'
import type { Loss } from './loss.ts'

type Rows = readonly (readonly number[])[]

/** A loss that starts from these rows in the place of random ones. */
export function startedAt(loss: Loss, weights: Rows): Loss {
  const { parameters } = loss.init({ uniform: () => 0.5, normal: () => 1 } as never)
  const [name] = Object.keys(parameters) as [string]
  return {
    ...loss,
    init: () => ({ parameters: { [name]: floats(weights.flat(), [weights.length, weights[0]!.length]) }, buffers: {} }),
  }
}

/** What a loss with these weights says of samples. */
export async function toldOf(
  loss: Loss,
  weights: Rows,
  embeddings: Rows,
  labels: readonly number[],
): Promise<EngineLoss & { readonly weights: readonly number[] }> {
  const batch = { embeddings, labels, noise: labels.map(() => labels.map(() => 0.5)) }
  const [found] = await onEngine({ loss: startedAt(loss, weights) }, [batch])
  return { ...found!.loss, weights: Array.from(Object.values(found!.loss.own)[0]!) }
}

/** The axes of the plane. */
export const axes = [
  [1, 0],
  [0, 1],
] as const

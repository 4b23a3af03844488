import { demand } from '../errors.ts'
import { add, mul } from '../ops/index.ts'
import { random } from '../random.ts'
import type { Loss } from './loss.ts'
import type { Regularizer } from './regularizers/regularizer.ts'

export interface RegularizedOptions {
  /** What is regularized: the embeddings of the batch as the network gives them, or the loss's own weights. */
  readonly on: 'embeddings' | 'weights'
  readonly regularizer: Regularizer
  /** Factor of the regularizer. Default 1. */
  readonly weight?: number
}

/** A loss with a regularizer added.  L + weight R. */
export function regularized(loss: Loss, { on, regularizer, weight = 1 }: RegularizedOptions): Loss {
  demand(on === 'embeddings' || on === 'weights', {
    who: 'regularized',
    rule: "on must be 'embeddings' or 'weights'",
    value: on,
  })
  demand(Number.isFinite(weight) && weight >= 0, {
    who: 'regularized',
    rule: 'weight must be a number of at least 0',
    value: weight,
  })
  const name = on === 'weights' ? onlyRows(loss) : undefined
  return {
    ...loss,
    name: `${loss.name} + ${regularizer.name}`,
    // What the regularizer says at one point depends on where that is.
    whenCollapsed: null,
    of: (batch, values) => {
      const output = loss.of(batch, values)
      const rows = name === undefined ? batch.embeddings : values[name]!
      return { ...output, loss: add(output.loss, mul(regularizer.of(rows), weight)) }
    },
  }
}

/** The name of a loss's only weights, which must be rows. */
function onlyRows(loss: Loss): string {
  const { parameters } = loss.init(random('regularized'))
  const names = Object.keys(parameters)
  demand(names.length > 0, {
    who: 'regularized',
    rule: 'the loss must have weights of its own',
    value: `${loss.name}, which has none`,
    remedy: "regularize on 'embeddings'",
  })
  const matrices = names.filter((name) => parameters[name]!.shape.length === 2)
  demand(names.length === 1 && matrices.length === 1, {
    who: 'regularized',
    rule: 'the weights of the loss must be one matrix, a row for each class or center',
    value: `${loss.name} with ${names.map((name) => `${name} [${parameters[name]!.shape}]`).join(', ')}`,
    remedy: "regularize on 'embeddings'",
  })
  return names[0]!
}

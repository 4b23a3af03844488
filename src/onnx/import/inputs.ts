import { demand, fail } from '../../errors.ts'
import type { Dim, Tensor } from '../../tensor/tensor.ts'
import type { NodeReader } from './nodeReader.ts'
import type { Known, Value } from './value.ts'
import { isKnown } from './value.ts'

/** The inputs of one node, as its importer asks for them. */
export interface Inputs {
  /** As they are; undefined where one is left out. */
  readonly values: readonly (Value | undefined)[]
  /** As a tensor. Fails where it is left out. */
  tensor(place: number): Tensor
  /** As a tensor, where there is one. */
  maybe(place: number): Tensor | undefined
  /** As whole numbers, the batch perhaps among them; undefined where it is left out. Fails where they are not known before the
   *  model runs. @param what the name that ONNX gives this input */
  dims(place: number, what: string): readonly Dim[] | undefined
  /** As whole numbers that are known. */
  numbers(place: number, what: string): readonly number[] | undefined
  /** As one number that is known. */
  number(place: number, what: string): number | undefined
}

/** @param tensorOf makes a tensor of a value */
export function readInputs(
  node: NodeReader,
  values: readonly (Value | undefined)[],
  tensorOf: (value: Value) => Tensor,
): Inputs {
  const knownAt = (place: number, what: string): Known | undefined => {
    const value = values[place]
    if (value === undefined) return undefined
    return isKnown(value)
      ? value
      : fail({
          who: node.operator,
          rule: `its ${what} must be known before the model runs`,
          value: `what '${node.inputs[place]}' will compute`,
          remedy: 'export the model with this shape fixed',
        })
  }
  const inputs: Inputs = {
    values,
    tensor(place) {
      const value = values[place]
      demand(value, { who: node.operator, rule: `must have input ${place}`, value: node.inputs })
      return tensorOf(value)
    },
    maybe: (place) => (values[place] === undefined ? undefined : tensorOf(values[place])),
    dims: (place, what) => knownAt(place, what)?.data,
    numbers: (place, what) =>
      knownAt(place, what)?.data.map((x) =>
        typeof x === 'number'
          ? x
          : fail({ who: node.operator, rule: `its ${what} must not depend on the batch`, value: x }),
      ),
    number: (place, what) => inputs.numbers(place, what)?.[0],
  }
  return inputs
}

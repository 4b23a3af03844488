import { demand } from '../errors.ts'
import { sameShape } from '../tensor/shape.ts'
import type { Shape, Tensor } from '../tensor/tensor.ts'

/** A layer's value by its name. Fails, naming the layer, where it is missing or of another shape. */
export function valueNamed(values: Readonly<Record<string, Tensor>>, name: string, shape: Shape, who: string): Tensor {
  const value = values[name]
  demand(value, { who, rule: `needs the value ${name} [${shape}]`, value: Object.keys(values) })
  demand(sameShape(value.shape, shape), { who, rule: `${name} must be [${shape}]`, value: `[${value.shape}]` })
  return value
}

import type { Operator } from '../tensor/operator.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { applyAll } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'
import type { WindowOptions } from './window.ts'
import { outputSize, windowAt, windowOf } from './window.ts'

const operator: Operator<readonly [Tensor], Ops> = {
  onnx: 'MaxPool',
  attributes: { kernel_shape: 'ints', strides: 'ints', pads: 'ints', dilations: 'ints' },
  outputs: 1,
  infer: ([x], attributes) => {
    const window = windowAt(attributes.kernel_shape as readonly number[], attributes)
    const shape = [...x.shape.slice(0, 2), ...outputSize('MaxPool', x.shape, window)]
    return [
      { dtype: x.dtype, shape },
      { dtype: 'int64', shape },
    ]
  },
  // The places come as indices into the whole flattened image batch.
  vjp: (g, [x], { reshape, scatterElements, zerosLike }, { outputs }) => {
    const shape = fixed(x.shape, 'MaxPool')
    const zeros = reshape(zerosLike(x), [-1])
    const dx = scatterElements(zeros, reshape(outputs[1]!, [-1]), reshape(g, [-1]), { axis: 0, reduction: 'add' })
    return [reshape(dx, shape)]
  },
}

/** Largest of each window of images [N, C, H, W]; the gradient goes to the first of the largest.
 *  @param kernel rows and columns of the window */
export function maxPool(x: Tensor, kernel: readonly number[], options: WindowOptions = {}): Tensor {
  const { strides, pads, dilations } = windowOf('MaxPool', kernel, { strides: kernel, ...options })
  return applyAll(operator, [x], { kernel_shape: kernel, strides, pads, dilations })[0]!
}

import { fail } from '../../errors.ts'
import * as ops from '../../ops/index.ts'
import { productOfDims } from '../../tensor/dim.ts'
import { axisOf } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import type { Importer } from './context.ts'

/** Below operator set 13 the axes from `axis` on are taken as one, and `axis` is 1 where left out; since then it is one axis, the
 *  last where left out. */
const along =
  (operator: (x: Tensor, axis: number) => Tensor): Importer =>
  (node, { tensor }, { opset }) => {
    const x = tensor(0)
    const axis = axisOf(node.number('axis', opset < 13 ? 1 : -1), x.shape.length, node.operator)
    if (opset >= 13 || axis === x.shape.length - 1) return [operator(x, axis)]
    const rest = productOfDims(x.shape.slice(axis))
    if (rest === undefined)
      return fail({ who: node.operator, rule: 'the axes taken together must be known', value: `[${x.shape}]` })
    return [ops.reshape(operator(ops.reshape(x, [...x.shape.slice(0, axis), rest]), -1), x.shape)]
  }

export const Softmax = along(ops.softmax)
export const LogSoftmax = along(ops.logSoftmax)

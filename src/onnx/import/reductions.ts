import { demand } from '../../errors.ts'
import * as ops from '../../ops/index.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import type { Importer } from './context.ts'

type Reduction = typeof ops.reduceSum

/** Axes are an attribute below operator set 18 (13 for ReduceSum), an input since. None at all: all of them, unless
 *  `noop_with_empty_axes` says none. */
const reduction =
  (operator: Reduction): Importer =>
  (node, { tensor, numbers }) => {
    const axes = node.numbers('axes') ?? numbers(1, 'axes') ?? []
    const keepdims = node.flag('keepdims', true)
    const none = node.flag('noop_with_empty_axes', false)
    return [operator(tensor(0), axes.length === 0 && !none ? { keepdims } : { axes, keepdims })]
  }

/** A sum of something of `x`, and something of the sum. */
const sumOf =
  (each: (x: Tensor) => Tensor, of: (sum: Tensor) => Tensor = (sum) => sum): Reduction =>
  (x, options) =>
    of(ops.reduceSum(each(x), options))

const square = (x: Tensor): Tensor => ops.mul(x, x)

export const ReduceL1 = reduction(sumOf(ops.abs))
export const ReduceL2 = reduction(ops.reduceL2)
export const ReduceLogSum = reduction(sumOf((x) => x, ops.log))
export const ReduceLogSumExp = reduction(ops.reduceLogSumExp)
export const ReduceMax = reduction(ops.reduceMax)
export const ReduceMean = reduction(ops.reduceMean)
export const ReduceMin = reduction(ops.reduceMin)
export const ReduceSum = reduction(ops.reduceSum)
export const ReduceSumSquare = reduction(sumOf(square))

const arg =
  (operator: typeof ops.argMax): Importer =>
  (node, { tensor }) => {
    demand(!node.flag('select_last_index'), { who: node.operator, rule: 'select_last_index must be 0' })
    return [operator(tensor(0), node.number('axis', 0), node.flag('keepdims', true))]
  }

export const ArgMax = arg(ops.argMax)
export const ArgMin = arg(ops.argMin)

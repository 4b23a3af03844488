import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import type { Dim, Shape, Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import { wholes } from './factories.ts'
import type { Ops } from './index.ts'

/** The same numbers in another shape. One dimension may be -1, what is left; one may be symbolic, if `x` has it too. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  const resolved = resolve(x.shape, shape)
  const operator: Operator<readonly [Tensor, Tensor], Ops> = {
    onnx: 'Reshape',
    infer: ([from]) => [{ dtype: from.dtype, shape: resolved }],
    vjp: (g, [from], { reshape }) => [reshape(g, from.shape), null],
  }
  return apply(operator, [x, wholes(resolved.map((d) => (typeof d === 'number' ? d : -1)))])
}

function resolve(from: Shape, to: Shape): Shape {
  const numbers = (shape: Shape): number =>
    shape.reduce<number>((product, d) => product * (typeof d === 'number' && d !== -1 ? d : 1), 1)
  const symbols = (shape: Shape): string => shape.filter((d) => typeof d === 'string').join()
  const free = to.indexOf(-1)
  const left = symbols(from) === symbols(to) ? numbers(from) / numbers(to) : soleSymbol(from, to)
  const shape = to.map((d, i): Dim => (i === free ? left : d))
  const whole = typeof left === 'string' || (Number.isInteger(left) && (free >= 0 || left === 1))
  demand(whole && to.filter((d) => d === -1).length <= 1, {
    who: 'Reshape',
    rule: 'both shapes must hold as many numbers',
    value: `[${from}] to [${to}]`,
  })
  demand(shape.filter((d) => typeof d === 'string').length <= 1, {
    who: 'Reshape',
    rule: 'at most one dimension may be symbolic',
    value: `[${shape}]`,
  })
  return shape

  /** -1 stands for the one symbolic dimension when all that is fixed cancels. */
  function soleSymbol(a: Shape, b: Shape): Dim {
    const names = a.filter((d) => typeof d === 'string')
    return names.length === 1 && numbers(a) === numbers(b) && !b.some((d) => typeof d === 'string')
      ? names[0]!
      : Number.NaN
  }
}

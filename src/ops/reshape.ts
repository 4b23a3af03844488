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
  const [a, b] = [factors(from), factors(to)]
  const free = to.indexOf(-1)
  const ratio = a.number / b.number
  // -1 stands for what is left, which may be a multiple of the one symbolic dimension: 3*N.
  const left = a.symbols === b.symbols ? ratio : free >= 0 && b.symbols === '' ? multiple(a.symbols, ratio) : Number.NaN
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
}

/** A shape's numbers multiplied and its names multiplied: [N, 2, 'N*3'] holds 6 N*N. -1 counts as 1. */
function factors(shape: Shape): { number: number; symbols: string } {
  const all = shape.flatMap((d): Dim[] => (typeof d === 'string' ? d.split('*') : [d]))
  const isNumber = (d: Dim): boolean => typeof d === 'number' || /^\d+$/.test(d)
  const number = all.filter((d) => isNumber(d) && d !== -1).reduce<number>((product, d) => product * Number(d), 1)
  return {
    number,
    symbols: all
      .filter((d) => !isNumber(d))
      .sort()
      .join('*'),
  }
}

const multiple = (symbols: string, ratio: number): Dim =>
  ratio === 1 ? symbols : Number.isInteger(ratio) ? `${symbols}*${ratio}` : Number.NaN

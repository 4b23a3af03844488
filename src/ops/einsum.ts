import { demand, fail } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { fixed, sameShape } from '../tensor/shape.ts'
import type { Dim, Shape, Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import { expand } from './expand.ts'
import type { Ops } from './index.ts'

/** Sums of products by Einstein's convention: every axis has a letter, letters that the result lacks are summed over.
 *  `einsum('bij,bkj->bik', [a, b])` is a product with a transposed matrix for each b. Without `->` the result has the
 *  letters that occur once, in alphabetic order; `...` stands for the axes without letters.
 *  The gradient of an operand is the sum of products of g with the other operands. */
export function einsum(equation: string, xs: readonly Tensor[]): Tensor {
  const { terms, result } = parse(equation, xs)
  const sizes = sizesOf(terms, xs, equation)
  const whole = xs.map((x, i) =>
    broadcastTo(
      x,
      [...terms[i]!].map((letter) => sizes.get(letter)!),
    ),
  )
  const operator: Operator<readonly Tensor[], Ops> = {
    onnx: 'Einsum',
    attributes: { equation: 'string' },
    infer: () => [{ dtype: xs[0]!.dtype, shape: [...result].map((letter) => sizes.get(letter)!) }],
    vjp: (g, inputs, ops) =>
      inputs.map((x, i) => {
        const others = inputs.filter((_, other) => other !== i)
        const otherTerms = terms.filter((_, other) => other !== i)
        const term = [...terms[i]!]
        // Letters of this operand alone were summed over: the gradient is the same along them.
        const alone = term.flatMap((letter, axis) => ([result, ...otherTerms].join().includes(letter) ? [] : [axis]))
        const kept = term.filter((_, axis) => !alone.includes(axis)).join('')
        const gradient = ops.einsum(`${[result, ...otherTerms]}->${kept}`, [g, ...others])
        return alone.length === 0 ? gradient : ops.spread(ops.unsqueeze(gradient, alone), x)
      }),
  }
  return apply(operator, whole, { equation: `${terms}->${result}` })
}

/** Not every device's Einsum repeats axes of length 1, so they are repeated before. */
const broadcastTo = (x: Tensor, shape: Shape): Tensor =>
  sameShape(x.shape, shape) ? x : expand(x, fixed(shape, 'einsum'))

/** The letters of each operand and of the result, `...` written out. */
function parse(equation: string, xs: readonly Tensor[]): { terms: string[]; result: string } {
  const [left = '', right, ...more] = equation.replaceAll(' ', '').split('->')
  const written = left.split(',')
  demand(written.length === xs.length && more.length === 0, {
    who: 'einsum',
    rule: `'${equation}' must name ${xs.length} operands and at most one result`,
    value: written.length,
  })
  const dots = written.map((term, i) => (term.includes('...') ? xs[i]!.shape.length - (term.length - 3) : 0))
  const most = Math.max(...dots)
  const spare = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((letter) => !equation.includes(letter)).slice(0, most)
  const spell = (term: string, count: number): string => term.replace('...', spare.slice(most - count).join(''))
  const terms = written.map((term, i) => spell(term, Math.max(dots[i]!, 0)))
  for (const [i, term] of terms.entries())
    demand(/^[a-zA-Z]*$/.test(term) && new Set(term).size === term.length && term.length === xs[i]!.shape.length, {
      who: 'einsum',
      rule: `operand ${i} of '${equation}' needs one letter for each axis of [${xs[i]!.shape}], none twice`,
      value: written[i],
    })
  const once = [...new Set(terms.join(''))].filter((letter) => terms.join('').split(letter).length === 2)
  const result = right === undefined ? impliedBy(once, spare) : spell(right, most)
  demand([...result].every((letter) => terms.join('').includes(letter)) && new Set(result).size === result.length, {
    who: 'einsum',
    rule: `the result of '${equation}' must have letters of the operands, none twice`,
    value: right,
  })
  return { terms, result }
}

const impliedBy = (once: readonly string[], spare: readonly string[]): string =>
  [...spare, ...once.filter((letter) => !spare.includes(letter)).sort()].join('')

function sizesOf(terms: readonly string[], xs: readonly Tensor[], equation: string): Map<string, Dim> {
  const sizes = new Map<string, Dim>()
  for (const [i, term] of terms.entries())
    for (const [axis, letter] of [...term].entries()) {
      const d = xs[i]!.shape[axis]!
      const known = sizes.get(letter) ?? 1
      if (known !== d && known !== 1 && d !== 1)
        fail({ who: 'einsum', rule: `'${letter}' of '${equation}' must be one size`, value: `${known} and ${d}` })
      sizes.set(letter, known === 1 ? d : known)
    }
  return sizes
}

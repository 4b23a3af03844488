import { grad } from '../autodiff/grad.ts'
import { add, matrix as constants, gather, mul, reduceSum } from '../ops/index.ts'
import { random } from '../random.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { floats, ints } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant, input } from '../tensor/tensor.ts'
import type { AnyMeasure, DistanceMeasure, SimilarityMeasure } from './measure.ts'
import type { Rows, SlowMeasure } from './slow.testing.ts'
import { slowDistances } from './slow.testing.ts'

export interface Measured {
  readonly matrix: number[][]
  /** Of every row with the next, the last with the first. */
  readonly between: number[]
  readonly order: number[][]
  /** Of sum weight * matrix + sum weights' first column * between, [B, D]. */
  readonly gradient: number[]
}

/** What a measure says of embeddings, on the engine. */
export async function measured(
  measure: DistanceMeasure | SimilarityMeasure,
  rows: Rows,
  weight: Rows = rows.map(() => rows.map(() => 1)),
): Promise<Measured> {
  const size = rows.length
  const e = input('e', 'float32', [size, rows[0]!.length])
  const x = measure.prepare(e)
  const matrix = measure.matrix(x)
  const between = measure.between(x, gather(x, constant(ints(next(size)))))
  const first = constants(
    weight.map(([w]) => w!),
    [size],
  )
  const sum = add(reduceSum(mul(matrix, constants(weight.flat(), [size, size]))), reduceSum(mul(between, first)))
  const [gradient] = grad(sum, [e])
  const outputs = { matrix, between, order: measure.order(x), gradient: gradient! }
  const found = await evaluate(outputs, { e: floats(rows.flat(), [size, rows[0]!.length]) }, { threads: 1 })
  const numbers = (name: keyof typeof outputs): number[] => Array.from(found[name].data as Float32Array)
  const square = (flat: number[]): number[][] => rows.map((_, i) => flat.slice(i * size, (i + 1) * size))
  return {
    matrix: square(numbers('matrix')),
    between: numbers('between'),
    order: square(numbers('order')),
    gradient: numbers('gradient'),
  }
}

/** Where a measure differs from its slow loop, in words: its matrix, rows side by side, the order of each row, and the
 *  gradient, of which the slow loop gives central differences. None where all agree. */
export async function differences(measure: DistanceMeasure | SimilarityMeasure, slow: SlowMeasure): Promise<string[]> {
  const { normal } = random(slow)
  const size = 7
  const rows = Array.from({ length: size }, () => Array.from({ length: 4 }, () => Math.fround(normal())))
  const weight = rows.map(() => rows.map(() => Math.fround(normal())))
  const found = await measured(measure, rows, weight)
  const sign = measure.kind === 'similarity' ? -1 : 1
  const d = slowDistances(slow, rows)
  const valueAt = (at: Rows): number => {
    const moved = slowDistances(slow, at)
    // The diagonal of a distance has a kink where the slow loop would step over it, and no gradient.
    const ofMatrix = moved.flatMap((row, i) => row.map((v, j) => (i === j && sign === 1 ? 0 : v * weight[i]![j]!)))
    const ofBetween = next(size).map((j, i) => moved[i]![j]! * weight[i]![0]!)
    return sign * [...ofMatrix, ...ofBetween].reduce((a, b) => a + b, 0)
  }
  const moved = (i: number, k: number, by: number): Rows =>
    rows.map((row, j) => (i === j ? row.map((v, c) => (c === k ? v + by : v)) : row))
  const gradient = rows.flatMap((row, i) =>
    row.map((_, k) => (valueAt(moved(i, k, 1e-6)) - valueAt(moved(i, k, -1e-6))) / 2e-6),
  )
  const ranks = (row: readonly number[], i: number): string =>
    row
      .map((_, j) => j)
      .filter((j) => j !== i)
      .sort((a, b) => row[a]! - row[b]!)
      .join()
  return [
    ...apart(
      'matrix',
      found.matrix.flat(),
      d.flat().map((v) => sign * v),
    ),
    ...apart(
      'between',
      found.between,
      next(size).map((j, i) => sign * d[i]![j]!),
    ),
    ...apart('gradient', found.gradient, gradient),
    ...rows.flatMap((_, i) => (ranks(found.order[i]!, i) === ranks(d[i]!, i) ? [] : [`order of row ${i}`])),
  ]
}

/** Where a measure of a batch and of other rows differs from its slow loop, in words: both matrices that there are, the
 *  order of each row, and the gradients of both. */
export async function differencesToOthers(measure: AnyMeasure, slow: SlowMeasure): Promise<string[]> {
  const { normal } = random(`others, ${slow}`)
  const some = (count: number, width: number): number[][] =>
    Array.from({ length: count }, () => Array.from({ length: width }, () => Math.fround(normal())))
  const [rows, others, weight] = [some(3, 4), some(5, 4), some(3, 5)] as const
  const x = input('x', 'float32', [3, 4])
  const y = input('y', 'float32', [5, 4])
  const [preparedX, preparedY] = [measure.prepare(x), measure.prepare(y)]
  const weights = constants(weight.flat(), [3, 5])
  const outputs: Record<string, Tensor> = { order: measure.order(preparedX, preparedY) }
  const ways = { matrix: measure.matrix(preparedX, preparedY), across: measure.across?.(x, y) }
  for (const [way, value] of Object.entries(ways)) {
    if (!value) continue
    const [dx, dy] = grad(reduceSum(mul(value, weights)), [x, y])
    Object.assign(outputs, { [way]: value, [`${way} dx`]: dx!, [`${way} dy`]: dy! })
  }
  const found = await evaluate(outputs, { x: floats(rows.flat(), [3, 4]), y: floats(others.flat(), [5, 4]) })
  const numbers = (name: string): number[] => Array.from(found[name]!.data as Float32Array)
  const sign = measure.kind === 'similarity' ? -1 : 1
  const d = slowDistances(slow, rows, others)
  const valueAt = (a: Rows, b: Rows): number =>
    slowDistances(slow, a, b).reduce(
      (sum, row, i) => row.reduce((all, v, j) => all + sign * v * weight[i]![j]!, sum),
      0,
    )
  const slopes = (at: Rows, value: (moved: Rows) => number): number[] =>
    at.flatMap((row, i) =>
      row.map((_, k) => {
        const moved = (by: number): Rows => at.map((r, j) => (j === i ? r.map((v, c) => (c === k ? v + by : v)) : r))
        return (value(moved(1e-6)) - value(moved(-1e-6))) / 2e-6
      }),
    )
  const expected = {
    '': d.flat().map((v) => sign * v),
    ' dx': slopes(rows, (a) => valueAt(a, others)),
    ' dy': slopes(others, (b) => valueAt(rows, b)),
  }
  const ranks = (row: readonly number[]): string =>
    row
      .map((_, j) => j)
      .sort((a, b) => row[a]! - row[b]!)
      .join()
  const order = numbers('order')
  return [
    ...Object.keys(ways)
      .filter((way) => way in outputs)
      .flatMap((way) => Object.entries(expected).flatMap(([part, e]) => apart(way + part, numbers(way + part), e))),
    ...d.flatMap((row, i) => (ranks(order.slice(i * 5, i * 5 + 5)) === ranks(row) ? [] : [`order of row ${i}`])),
  ]
}

const next = (size: number): number[] => Array.from({ length: size }, (_, i) => (i + 1) % size)

function apart(what: string, found: readonly number[], expected: readonly number[]): string[] {
  const most = 1e-5 * Math.max(1, ...expected.map(Math.abs))
  return expected.flatMap((x, i) => (Math.abs(found[i]! - x) <= most ? [] : [`${what}[${i}]: ${found[i]}, not ${x}`]))
}

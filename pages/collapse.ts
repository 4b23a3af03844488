import type { Loss } from '../src/losses/loss.ts'
import { random } from '../src/random.ts'
import type { NumericArray } from '../src/tensor/array.ts'
import { floats } from '../src/tensor/array.ts'
import type { Rows } from './scene.ts'
import { pullOf } from './scene.ts'

const [classes, kinds, perKind, dimension, steps] = [4, 2, 8, 8, 300]

/** How far apart the two kinds of a class still are after the loss alone has moved the embeddings, as a share of how far they
 *  were: 1, as before; 0, on one point. Four classes of two kinds of eight samples in 8 dimensions, one label in ten wrong,
 *  300 steps of Adam (0.02) on the embeddings themselves. What a network, which must generalise, adds is left out. */
export async function kindsKept(makeLoss: () => Loss, seed: string): Promise<number> {
  const { rows, labels, kindOf } = samples(seed)
  const pull = await pullOf(makeLoss(), labels, dimension, seed)
  let at: number[][] = rows.map((row) => [...row])
  let own: Record<string, NumericArray> = { ...pull.fresh }
  const moments = new Map<string, { m: Float64Array; v: Float64Array }>()
  const moved = (name: string, values: Float64Array, gradient: ArrayLike<number>, step: number): Float64Array => {
    const held = moments.get(name) ?? { m: new Float64Array(values.length), v: new Float64Array(values.length) }
    moments.set(name, held)
    return values.map((x, i) => {
      held.m[i] = 0.9 * held.m[i]! + 0.1 * gradient[i]!
      held.v[i] = 0.999 * held.v[i]! + 0.001 * gradient[i]! ** 2
      return x - (0.02 * (held.m[i]! / (1 - 0.9 ** step))) / (Math.sqrt(held.v[i]! / (1 - 0.999 ** step)) + 1e-8)
    })
  }
  for (let step = 1; step <= steps; step++) {
    const { gradient, own: gradients } = await pull.at(at, own)
    const flat = moved('embeddings', Float64Array.from(at.flat()), gradient.flat(), step)
    at = at.map((row, i) => unit(row.map((_, k) => flat[i * dimension + k]!)))
    own = Object.fromEntries(
      Object.entries(own).map(([name, { data, shape }]) => [
        name,
        floats(moved(name, Float64Array.from(data as Float32Array), gradients[name]!, step), shape),
      ]),
    )
  }
  await pull.close()
  return apart(at, kindOf) / apart(rows, kindOf)
}

function samples(seed: string): { rows: number[][]; labels: number[]; kindOf: number[] } {
  const { normal, uniform } = random(`${seed} samples`)
  const vector = (): number[] => Array.from({ length: dimension }, normal)
  const rows: number[][] = []
  const labels: number[] = []
  const kindOf: number[] = []
  for (let c = 0; c < classes; c++) {
    const centre = unit(vector())
    for (let kind = 0; kind < kinds; kind++) {
      const place = unit(vector()).map((x, i) => centre[i]! + 0.6 * x)
      for (let i = 0; i < perKind; i++) {
        const off = vector()
        rows.push(unit(place.map((x, k) => x + 0.15 * off[k]!)))
        labels.push(uniform() < 0.1 ? Math.floor(uniform() * classes) : c)
        kindOf.push(c * kinds + kind)
      }
    }
  }
  return { rows, labels, kindOf }
}

/** Mean distance of the means of the two kinds of a class. */
function apart(rows: Rows, kindOf: readonly number[]): number {
  const means = Array.from({ length: classes * kinds }, (_, kind) => {
    const members = rows.filter((_, i) => kindOf[i] === kind)
    return members[0]!.map((_, k) => members.reduce((sum, row) => sum + row[k]!, 0) / members.length)
  })
  const between = Array.from({ length: classes }, (_, c) =>
    Math.hypot(...means[2 * c]!.map((x, k) => x - means[2 * c + 1]![k]!)),
  )
  return between.reduce((a, b) => a + b, 0) / classes
}

function unit(row: readonly number[]): number[] {
  const length = Math.hypot(...row)
  return row.map((x) => x / length)
}

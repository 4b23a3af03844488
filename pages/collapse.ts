import type { Loss } from '../src/losses/loss.ts'
import { random } from '../src/random.ts'
import type { NumericArray } from '../src/tensor/array.ts'
import { floats } from '../src/tensor/array.ts'
import type { Rows } from './scene.ts'
import { pullOf } from './scene.ts'

const [classes, kinds, perKind, inBatch, dimension, steps] = [4, 2, 16, 8, 8, 300]

/** How far apart the two kinds of a class still are after the loss alone has moved the embeddings, as a share of how far they
 *  were: 1, as before; 0, every class on one point. Four classes of two kinds of 16 samples in 8 dimensions, one label in
 *  ten wrong (these samples are not measured), 300 steps of Adam (0.02) on the embeddings themselves, each on a batch of 8
 *  samples of every kind. The same seed gives every loss the same samples and batches. What a network, which must
 *  generalise, adds is left out. */
export async function kindsKept(makeLoss: () => Loss, seed: string): Promise<number> {
  const { rows, labels, kindOf, right } = samples(seed)
  const pull = await pullOf(makeLoss(), inBatch * classes * kinds, dimension, seed)
  const drawn = random(`${seed} batches`)
  const at = rows.map((row) => [...row])
  let own: Record<string, NumericArray> = { ...pull.fresh }
  const adam = new Map<string, Moments>()
  for (let step = 1; step <= steps; step++) {
    const batch = Array.from({ length: classes * kinds }, (_, kind) =>
      drawn.shuffle(Int32Array.from({ length: perKind }, (_, i) => kind * perKind + i)).subarray(0, inBatch),
    ).flatMap((part) => [...part])
    const { gradient, own: gradients } = await pull.at(
      batch.map((i) => at[i]!),
      batch.map((i) => labels[i]!),
      own,
    )
    for (const [place, i] of batch.entries()) at[i] = unit([...moved(adam, `row ${i}`, at[i]!, gradient[place]!)])
    own = Object.fromEntries(
      Object.entries(own).map(([name, { data, shape }]) => [
        name,
        floats(moved(adam, name, data as Float32Array, gradients[name]!), shape),
      ]),
    )
  }
  await pull.close()
  return apart(at, kindOf, right) / apart(rows, kindOf, right)
}

interface Moments {
  readonly m: Float64Array
  readonly v: Float64Array
  steps: number
}

/** A step of Adam, which counts for each row by itself. */
function moved(
  adam: Map<string, Moments>,
  name: string,
  values: ArrayLike<number>,
  gradient: ArrayLike<number>,
): Float64Array {
  const held = adam.get(name) ?? { m: new Float64Array(values.length), v: new Float64Array(values.length), steps: 0 }
  adam.set(name, held)
  held.steps++
  return Float64Array.from({ length: values.length }, (_, i) => {
    held.m[i] = 0.9 * held.m[i]! + 0.1 * gradient[i]!
    held.v[i] = 0.999 * held.v[i]! + 0.001 * gradient[i]! ** 2
    const rate = 0.02 / (1 - 0.9 ** held.steps)
    return values[i]! - (rate * held.m[i]!) / (Math.sqrt(held.v[i]! / (1 - 0.999 ** held.steps)) + 1e-8)
  })
}

function samples(seed: string): { rows: number[][]; labels: number[]; kindOf: number[]; right: boolean[] } {
  const { normal, uniform, below } = random(`${seed} samples`)
  const vector = (): number[] => Array.from({ length: dimension }, normal)
  const rows: number[][] = []
  const labels: number[] = []
  const kindOf: number[] = []
  const right: boolean[] = []
  for (let c = 0; c < classes; c++) {
    const centre = unit(vector())
    for (let kind = 0; kind < kinds; kind++) {
      const place = unit(vector()).map((x, i) => centre[i]! + 0.6 * x)
      for (let i = 0; i < perKind; i++) {
        const off = vector()
        rows.push(unit(place.map((x, k) => x + 0.15 * off[k]!)))
        const wrong = uniform() < 0.1
        labels.push(wrong ? (c + 1 + below(classes - 1)) % classes : c)
        right.push(!wrong)
        kindOf.push(c * kinds + kind)
      }
    }
  }
  return { rows, labels, kindOf, right }
}

/** Mean distance of the means of the two kinds of a class, of what is labelled right. */
function apart(rows: Rows, kindOf: readonly number[], right: readonly boolean[]): number {
  const means = Array.from({ length: classes * kinds }, (_, kind) => {
    const members = rows.filter((_, i) => kindOf[i] === kind && right[i])
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

/** @file Losses of a few directions in the plane, for tests. */
import { grad } from '../autodiff/grad.ts'
import type { Batch } from '../pairs/batch.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { floats, ints } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant, input } from '../tensor/tensor.ts'
import type { Loss } from './loss.ts'

/** Directions by their angles in degrees, of length 1. */
export const directions = (angles: readonly number[]): number[][] =>
  angles.map((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)])

/** Cosine of the angle between two directions in degrees. */
export const cos = (angle: number): number => Math.cos((angle * Math.PI) / 180)

export interface Told {
  readonly loss: number
  readonly valid: number
  readonly active: number
  readonly positive: number
  readonly negative: number
  /** Of the embeddings. */
  readonly gradient: number[]
}

/** What a loss without weights says of directions, or of any rows.
 *  @param rows angles in degrees, or embeddings
 *  @param references the other tower's, with labels of its own; or the batch itself first
 *  @param rest what else the batch has */
export async function told(
  loss: Loss,
  rows: readonly number[] | readonly (readonly number[])[],
  labels: readonly number[],
  references?: Tower,
  rest: Partial<Batch> = {},
): Promise<Told> {
  const whole = typeof rows[0] === 'number' ? directions(rows as readonly number[]) : (rows as number[][])
  const data = floats(whole.flat(), [whole.length, whole[0]!.length])
  const embeddings = input('embeddings', 'float32', data.shape)
  const batch: Batch = {
    embeddings,
    labels: constant(ints(labels)),
    ...(references ? { references: tower(references) } : {}),
    ...rest,
  }
  const { buffers: _, ...output } = loss.of(batch, {})
  const gradient = grad(output.loss, [embeddings])[0]!
  const found = await evaluate({ ...output, gradient } as Record<string, Tensor>, { embeddings: data })
  const scalars = Object.keys(output).map((name) => [name, Number(found[name]!.data[0])])
  return { ...Object.fromEntries(scalars), gradient: Array.from(found.gradient!.data as Float32Array) } as Told
}

interface Tower {
  readonly rows: readonly number[]
  readonly labels: readonly number[]
  readonly beginWithBatch?: boolean
}

const tower = ({ rows, labels, beginWithBatch = false }: Tower) => ({
  beginWithBatch,
  embeddings: constant(floats(directions(rows).flat(), [rows.length, 2])),
  labels: constant(ints(labels)),
})

/** @file Samples on a line, whose distances one sees: two classes with kinds apart, and a class of one. */
import { closeness } from '../distances/closeness.ts'
import { l2 } from '../distances/l2.ts'
import { expand } from '../ops/index.ts'
import { evaluate } from '../runtime/evaluate.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats, ints } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant, input, scalar } from '../tensor/tensor.ts'
import type { Choice } from './choose.ts'
import { choose } from './choose.ts'
import type { Rules, Selection } from './rule.ts'

/** Sample:    0  1  2   3    4   5   6
 *  at:        0  1  3  10  2.5   7  20
 *  of class:  a  a  a   a    b   b   c */
export const places: readonly number[] = [0, 1, 3, 10, 2.5, 7, 20]
export const classes: readonly number[] = [0, 0, 0, 0, 1, 1, 2]

export const rawL2 = closeness(l2({ normalize: false }))

export interface Line {
  readonly places?: readonly number[]
  readonly classes?: readonly number[]
  readonly mostPositives?: number
  /** The same for every pair that a rule draws. */
  readonly noise?: number
}

/** The choice of two rules among samples on a line. */
export function choiceOf(rules: Rules, line: Line = {}): Choice {
  const { places: at = places, classes: of = classes, mostPositives, noise } = line
  const batch = {
    embeddings: constant(floats(at, [at.length, 1])),
    labels: input('labels', 'int64', [of.length]),
    ...(mostPositives === undefined ? {} : { mostPositives }),
    ...(noise === undefined
      ? {}
      : { noise: (_: string, shape: readonly number[]) => expand(scalar(noise), shape as number[]) }),
  }
  return choose(batch, rawL2, rules)
}

/** Computes tensors of a choice. */
export const valuesOf = <Name extends string>(
  outputs: Readonly<Record<Name, Tensor>>,
  { classes: of = classes }: Line = {},
): Promise<Record<Name, NumericArray>> => evaluate(outputs, { labels: ints(of) }, { threads: 1 })

/** The chosen pairs of each side, as 'anchor-other'. */
export async function chosen(rules: Rules, line: Line = {}): Promise<{ positive: string[]; negative: string[] }> {
  const { positive, negative } = choiceOf(rules, line)
  return { positive: await listed(positive, line), negative: await listed(negative, line) }
}

export async function listed({ columns, valid }: Selection, line: Line = {}): Promise<string[]> {
  const found = await valuesOf<string>(columns ? { valid, columns } : { valid }, line)
  const width = found.valid!.data.length / found.valid!.shape[0]!
  const at = (i: number): number => Number(columns ? found.columns!.data[i] : i % width)
  return Array.from(found.valid!.data as Uint8Array).flatMap((holds, i) =>
    holds ? [`${Math.floor(i / width)}-${at(i)}`] : [],
  )
}

import { demand, fail } from '../../src/errors.ts'
import { bools, ints } from '../../src/tensor/array.ts'
import type { Tensor } from '../../src/tensor/tensor.ts'
import { constant } from '../../src/tensor/tensor.ts'
import type { ReferenceTensor } from './compare.ts'

/** Whole numbers, text, or lists in lists. */
export type RowAttribute = number | string | boolean | readonly RowAttribute[]
type RowValue = RowAttribute | ReferenceTensor

/** A row of operators.json. */
export interface OperatorRow {
  readonly op: string
  readonly attributes?: Readonly<Record<string, RowAttribute | null>>
  readonly inputs: Readonly<Record<string, ReferenceTensor>>
  readonly output: ReferenceTensor
  readonly upstream?: ReferenceTensor
  readonly gradients?: Readonly<Record<string, ReferenceTensor>>
}

/** A row as the builders of graphs read it. It notes what was read: what nobody read, we would silently ignore. */
export interface RowReader {
  /** An input by its name, whatever the case of its letters. */
  tensor(...names: string[]): Tensor
  maybe(...names: string[]): Tensor | undefined
  /** All inputs, in their order. */
  tensors(): Tensor[]
  number(name: string, otherwise?: number): number
  maybeNumber(name: string): number | undefined
  flag(name: string, otherwise: boolean): boolean
  /** One of the values that we know. */
  choice<Value extends string | number>(name: string, known: readonly Value[], otherwise?: Value): Value
  text(name: string): string
  /** An attribute, or an input that holds one, as a flat list. */
  list(name: string): number[] | undefined
  /** An attribute, or an input that holds one, as a constant of its shape. */
  whole(name: string): Tensor
  condition(name: string): Tensor
  /** Names of the inputs and attributes that no one has read. */
  unread(): string[]
}

export function readRow(row: OperatorRow, inputs: ReadonlyMap<string, Tensor>): RowReader {
  const attributes = row.attributes ?? {}
  const left = new Set([...inputs.keys(), ...Object.keys(attributes)])
  const inputNamed = (names: readonly string[]): string | undefined =>
    [...inputs.keys()].find((key) => names.some((name) => name.toLowerCase() === key.toLowerCase()))
  const raw = (name: string): RowValue | undefined => {
    const inputName = inputNamed([name])
    left.delete(name)
    if (inputName !== undefined) left.delete(inputName)
    // A row may write null for what it leaves out.
    return attributes[name] ?? (inputName === undefined ? undefined : row.inputs[inputName])
  }
  const needed = <T>(value: T | undefined, name: string): T =>
    value ?? fail({ who: row.op, rule: `the row must have '${name}'` })
  const reader: RowReader = {
    maybe(...names) {
      const name = inputNamed(names)
      if (name === undefined) return undefined
      left.delete(name)
      return inputs.get(name)
    },
    tensor: (...names) => needed(reader.maybe(...names), names[0]!),
    tensors: () => [...inputs.keys()].map((name) => reader.tensor(name)),
    maybeNumber: (name) => reader.list(name)?.[0],
    number: (name, otherwise) => needed(reader.maybeNumber(name) ?? otherwise, name),
    flag: (name, otherwise) => (reader.maybeNumber(name) ?? Number(otherwise)) !== 0,
    choice(name, known, otherwise) {
      const value = raw(name) ?? otherwise
      const found = known.find((one) => one === value)
      return found ?? fail({ who: row.op, rule: `${name} must be one of ${known.join(', ')}`, value })
    },
    text: (name) => String(needed(raw(name), name)),
    list(name) {
      const value = raw(name)
      return value === undefined ? undefined : nested(value).data
    },
    whole(name) {
      const { data, shape } = nested(needed(raw(name), name))
      return constant(ints(data, shape))
    },
    condition(name) {
      const { data, shape } = nested(needed(raw(name), name))
      return constant(bools(data, shape))
    },
    unread: () => [...left],
  }
  return reader
}

/** Numbers of a reference file: NaN and infinities are written out. */
export const numbersOf = (data: readonly (number | string | boolean)[]): number[] =>
  data.map((x) => (typeof x === 'string' ? Number(x.replace(/^([+-]?)inf$/i, '$1Infinity')) : Number(x)))

/** Lists in lists as numbers and a shape. */
function nested(value: RowValue): { data: number[]; shape: number[] } {
  if (typeof value === 'object' && 'shape' in value) return { data: numbersOf(value.data), shape: [...value.shape] }
  const shape: number[] = []
  for (let at: RowAttribute | undefined = value; Array.isArray(at); at = at[0]) shape.push(at.length)
  const data = numbersOf(flat(value))
  demand(shape.reduce((a, b) => a * b, 1) === data.length, { who: 'row', rule: 'lists must be even', value })
  return { data, shape }
}

function flat(value: RowAttribute): (number | string | boolean)[] {
  return typeof value === 'object' ? value.flatMap(flat) : [value]
}

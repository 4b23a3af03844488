import { demand, fail } from '../../errors.ts'
import type { NumericArray } from '../../tensor/array.ts'
import type { GraphAttribute, GraphBody, GraphNode } from '../graph.ts'

/** A node as importers read it. It notes what was read: an attribute that nobody read would be silently ignored. */
export interface NodeReader {
  readonly name: string
  readonly operator: string
  readonly outputs: readonly string[]
  readonly inputs: readonly string[]
  has(name: string): boolean
  number(name: string, otherwise?: number): number
  flag(name: string, otherwise?: boolean): boolean
  numbers(name: string): readonly number[] | undefined
  text(name: string, otherwise?: string): string
  /** One of the words that are known. Fails on any other. */
  choice<Word extends string>(name: string, words: readonly Word[], otherwise: Word): Word
  array(name: string): NumericArray | undefined
  graph(name: string): GraphBody | undefined
  /** Read without use: what says nothing about the result. */
  ignore(...names: readonly string[]): void
  /** Names of attributes that nobody has read. */
  unread(): string[]
}

type Values = { [Kind in GraphAttribute['kind']]: Extract<GraphAttribute, { readonly kind: Kind }>['value'] }

export function readNode(node: GraphNode): NodeReader {
  const left = new Set(node.attributes.keys())
  const take = <Kind extends GraphAttribute['kind']>(name: string, kind: Kind): Values[Kind] | undefined => {
    left.delete(name)
    const found = node.attributes.get(name)
    if (!found) return undefined
    demand(found.kind === kind, { who: node.operator, rule: `attribute ${name} must be of ${kind}`, value: found.kind })
    return found.value as never
  }
  const needed = (name: string): never =>
    fail({ who: node.operator, rule: `must have the attribute ${name}`, value: [...node.attributes.keys()] })
  const reader: NodeReader = {
    name: node.name,
    operator: node.operator,
    inputs: node.inputs,
    outputs: node.outputs,
    has: (name) => node.attributes.has(name),
    number: (name, otherwise) => take(name, 'number') ?? otherwise ?? needed(name),
    flag: (name, otherwise = false) => reader.number(name, otherwise ? 1 : 0) !== 0,
    numbers: (name) => take(name, 'numbers'),
    text: (name, otherwise) => take(name, 'text') ?? otherwise ?? needed(name),
    choice(name, words, otherwise) {
      const word = reader.text(name, otherwise)
      const found = words.find((one) => one === word)
      return found ?? fail({ who: node.operator, rule: `${name} must be ${words.join(' or ')}`, value: word })
    },
    array: (name) => take(name, 'array'),
    graph: (name) => take(name, 'graph'),
    ignore(...names) {
      for (const name of names) left.delete(name)
    },
    unread: () => [...left],
  }
  return reader
}

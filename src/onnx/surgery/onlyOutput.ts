import { demand } from '../../errors.ts'
import { openModel } from './openModel.ts'

/** A model that gives one of its outputs alone, without the nodes that only the others need. */
export function onlyOutput(model: Uint8Array, name: string): Uint8Array {
  const open = openModel(model, 'onlyOutput')
  open.graph.output = open.graph.output.filter((output) => output.name === name)
  demand(open.graph.output.length === 1, { who: 'onlyOutput', rule: 'the model must have that output', value: name })
  return open.bytes()
}

import { fromBinary } from '@bufbuild/protobuf'
import { ModelProtoSchema } from 'onnx-buf'
import { describe, expect, it } from 'vitest'
import * as ops from '../ops/index.ts'
import { input } from '../tensor/tensor.ts'
import { emit } from './emit.ts'
import { withOutput } from './withOutput.ts'

const x = input('x', 'float32', ['N', 3])
const model = emit({ y: ops.relu(ops.neg(x)) }, { name: 'small', inputs: [x] })

describe('withOutput', () => {
  it('adds an output, and leaves all else as it was', () => {
    const before = fromBinary(ModelProtoSchema, model).graph!
    const inner = before.node[0]!.output[0]!
    const after = fromBinary(ModelProtoSchema, withOutput(model, inner)!).graph!
    expect(after.output.map(({ name }) => name)).toEqual(['y', inner])
    expect({ ...after, output: [] }).toEqual({ ...before, output: [] })
  })

  it('knows no tensor but those that nodes give', () => {
    expect(withOutput(model, 'x')).toBeUndefined()
    expect(withOutput(model, 'nothing')).toBeUndefined()
  })
})

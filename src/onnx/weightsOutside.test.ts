import { create, fromBinary, toBinary } from '@bufbuild/protobuf'
import { ModelProtoSchema, TensorProto_DataLocation as Place, StringStringEntryProtoSchema } from 'onnx-buf'
import { describe, expect, it } from 'vitest'
import * as ops from '../ops/index.ts'
import { input } from '../tensor/tensor.ts'
import { emit } from './emit.ts'
import { weightsOutside } from './weightsOutside.ts'

const whole = emit({ y: ops.add(input('x', 'float32', [2]), ops.matrix([1, 2], [1, 2])) }, { name: 'model' })

describe('weightsOutside', () => {
  it('names the files in which weights lie, each once', () => {
    const model = fromBinary(ModelProtoSchema, whole)
    const [weights] = model.graph!.initializer
    const entry = (key: string, value: string) => create(StringStringEntryProtoSchema, { key, value })
    weights!.dataLocation = Place.EXTERNAL
    weights!.rawData = new Uint8Array(0)
    weights!.externalData = [entry('location', 'weights.data'), entry('length', '8')]
    model.graph!.initializer.push({ ...weights!, name: 'more' })
    expect(weightsOutside(toBinary(ModelProtoSchema, model))).toEqual(['weights.data'])
  })

  it('names none for a model that is whole, and for bytes that are no model', () => {
    expect(weightsOutside(whole)).toEqual([])
    expect(weightsOutside(Uint8Array.of(255, 255, 255))).toEqual([])
  })
})

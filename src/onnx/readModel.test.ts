import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { create, toBinary } from '@bufbuild/protobuf'
import type { TensorProto } from 'onnx-buf'
import {
  FunctionProtoSchema,
  ModelProtoSchema,
  TensorProto_DataLocation as Place,
  StringStringEntryProtoSchema,
  TensorProtoSchema,
} from 'onnx-buf'
import { afterAll, describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import type { ModelText } from './models.testing.ts'
import { graphProto, modelBytes, node } from './models.testing.ts'
import { readModel } from './readModel.ts'

const plain: ModelText = {
  nodes: [node('Relu x -> h', {}, { name: 'first' }), node('Add h w -> y', {}, { name: 'second' })],
  inputs: { x: ['N', 3] },
  outputs: { y: ['N', 3] },
  initializers: { w: floats([1, 2, 3]) },
}

const tensor = (fields: Omit<Partial<TensorProto>, '$typeName' | '$unknown'>): TensorProto =>
  Object.assign(create(TensorProtoSchema, { name: 'w', dims: [3n] }), fields)

const withTensor = (fields: Parameters<typeof tensor>[0]): Uint8Array =>
  modelBytes({ ...plain, initializers: {}, tensors: [tensor(fields)] })

const folder = mkdtempSync(join(tmpdir(), 'nearkin-models-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('readModel', () => {
  it('gives the graph as plain data: nodes in order, numbers, operator set, inputs and outputs', () => {
    const model = readModel(modelBytes(plain))
    expect(model.opset).toBe(17)
    expect(model.nodes.map(({ name, operator, inputs, outputs }) => [name, operator, inputs, outputs])).toEqual([
      ['first', 'Relu', ['x'], ['h']],
      ['second', 'Add', ['h', 'w'], ['y']],
    ])
    expect(model.initializers.get('w')).toEqual(floats([1, 2, 3]))
    expect([model.inputs, model.outputs].flat()).toEqual([
      { name: 'x', type: 'float', shape: ['N', 3] },
      { name: 'y', type: 'float', shape: ['N', 3] },
    ])
  })

  it('puts nodes in order where the file has them in another, and names those without a name by their place', () => {
    const nodes = [node('Add h w -> y'), node('Relu x -> h')]
    expect(readModel(modelBytes({ ...plain, nodes })).nodes.map(({ name }) => name)).toEqual(['Relu #1', 'Add #0'])
  })

  it('does not count weights among the inputs, as files of before 2019 do', () => {
    expect(readModel(modelBytes({ ...plain, inputs: { x: [1, 3], w: [3] } })).inputs.map(({ name }) => name)).toEqual([
      'x',
    ])
  })

  it.each([
    ['half precision', 10, Uint16Array.of(0x3c00, 0xc100, 0x0001), [1, -2.5, 2 ** -24]],
    ['brain precision', 16, Uint16Array.of(0x3f80, 0xc020, 0x0000), [1, -2.5, 0]],
    ['double precision', 11, Float64Array.of(1, -2.5, 0.1), [1, -2.5, Math.fround(0.1)]],
  ])('reads %s as float32', (_, dataType, data, numbers) => {
    const { w } = Object.fromEntries(
      readModel(withTensor({ dataType, rawData: new Uint8Array(data.buffer) })).initializers,
    )
    expect(w).toEqual(floats(numbers))
  })

  it.each([
    ['float_data', { dataType: 1, floatData: [1, -2, 0.5] }, [1, -2, 0.5], 'float32'],
    ['double_data', { dataType: 11, doubleData: [1, -2, 0.5] }, [1, -2, 0.5], 'float32'],
    ['halves in int32_data', { dataType: 10, int32Data: [0x3c00, 0xc100, 0] }, [1, -2.5, 0], 'float32'],
    ['int32_data', { dataType: 6, int32Data: [1, -2, 3] }, [1, -2, 3], 'int32'],
    ['bytes in int32_data', { dataType: 3, int32Data: [1, -2, 3] }, [1, -2, 3], 'int32'],
    ['int64_data', { dataType: 7, int64Data: [1n, -2n, 3n] }, [1, -2, 3], 'int64'],
    ['uint64_data', { dataType: 12, uint64Data: [1n, 2n, 4294967295n] }, [1, 2, 4294967295], 'int64'],
    ['booleans', { dataType: 9, int32Data: [1, 0, 7] }, [1, 0, 1], 'bool'],
    ['raw int8', { dataType: 3, rawData: Uint8Array.of(255, 0, 1) }, [-1, 0, 1], 'int32'],
  ] as const)('reads numbers that lie as %s', (_, fields, numbers, dtype) => {
    const found = readModel(withTensor(fields as Parameters<typeof tensor>[0])).initializers.get('w')!
    expect([found.dtype, Array.from(found.data, Number)]).toEqual([dtype, numbers])
  })

  it('keeps what it has no numbers for by its type', () => {
    const strings = tensor({ dataType: 8, stringData: [1, 2, 3].map(() => new Uint8Array(1)) })
    expect(readModel(modelBytes({ ...plain, initializers: {}, tensors: [strings] })).unread.get('w')).toBe('string')
  })

  const read = (text: Partial<ModelText>) => () => readModel(modelBytes({ ...plain, ...text }), { name: 'a.onnx' })
  it.each([
    [
      'a circle',
      { nodes: [node('Add x b -> a', {}, { name: 'one' }), node('Relu a -> b'), node('Add b w -> y')] },
      /^a\.onnx, node one \(Add\): must not wait for its own result/,
    ],
    [
      'what nothing makes',
      { nodes: [node('Add x z -> y', {}, { name: 'sum' })] },
      /^a\.onnx, node sum \(Add\): reads 'z', which nothing in the file makes/,
    ],
    [
      'an output that nothing makes',
      { outputs: { q: [1] } },
      /^a\.onnx: gives the output 'q', which nothing in it makes/,
    ],
    [
      'a name made twice',
      { nodes: [node('Relu x -> y'), node('Abs x -> y', {}, { name: 'again' })] },
      /node again \(Abs\): the name 'y' must be made once/,
    ],
    [
      'a node that makes an input',
      { nodes: [node('Relu w -> x'), node('Relu x -> y')] },
      /the name 'x' must be made once/,
    ],
    ['weights twice', { tensors: [tensor({ dataType: 1, floatData: [1, 2, 3] })] }, /the name 'w' must be made once/],
    ['an operator set that is too old', { opset: 8 }, /operator sets from 9 to 26 are read, got 8; convert the model/],
    ['one that is too new', { opset: 27 }, /got 27/],
    [
      'a domain that the file does not name',
      { nodes: [node('Gelu x -> y', {}, { domain: 'com.microsoft', name: 'g' })] },
      /node g \(Gelu\): its operator set 'com.microsoft' must be among those/,
    ],
    [
      'fewer numbers than dimensions say',
      { initializers: {}, tensors: [tensor({ dataType: 1, floatData: [1, 2] })] },
      /tensor 'w': must hold 3 numbers, got 2/,
    ],
    [
      'huge dimensions',
      { initializers: {}, tensors: [tensor({ dataType: 1, dims: [1n << 40n, 1n << 20n], floatData: [1] })] },
      /is more than any file holds/,
    ],
    [
      'large dimensions',
      { initializers: {}, tensors: [tensor({ dataType: 1, dims: [1n << 40n], rawData: new Uint8Array(4) })] },
      /are 4398046511104 bytes, got 4/,
    ],
    [
      'negative dimensions',
      { initializers: {}, tensors: [tensor({ dataType: 1, dims: [-1n], floatData: [1] })] },
      /dimensions must not be negative/,
    ],
    [
      'a tensor without a type',
      { initializers: {}, tensors: [tensor({ floatData: [1, 2, 3] })] },
      /must say the type of its numbers/,
    ],
  ] as [string, Partial<ModelText>, RegExp][])('refuses %s, naming file and place', (_, text, message) => {
    expect(read(text)).toThrow(message)
  })

  it('refuses what is not ONNX, says what it is where it can tell, and names the file', () => {
    const named = (bytes: Uint8Array) => () => readModel(bytes, { name: 'a.onnx' })
    expect(named(new Uint8Array())).toThrow("a.onnx: must be a whole ONNX model, got 'an empty file'")
    expect(named(Uint8Array.from('PK\x03\x04....', (c) => c.charCodeAt(0)))).toThrow(
      'a zip archive, as PyTorch saves weights',
    )
    expect(named(new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\n'))).toThrow('git lfs pull')
    expect(named(Uint8Array.from({ length: 500 }, (_, i) => (i * 37) % 256))).toThrow('must be a whole ONNX model')
    expect(() => readModel(join(folder, 'none.onnx'))).toThrow('the file must exist')
  })

  it('refuses a file that is cut off, wherever it ends', () => {
    const bytes = modelBytes(plain)
    for (let end = 0; end < bytes.length; end++)
      expect(() => readModel(bytes.subarray(0, end), { name: 'a.onnx' }), `cut at ${end}`).toThrow(/^a\.onnx/)
  })

  it('refuses functions of the file’s own, naming them', () => {
    const model = create(ModelProtoSchema, {
      irVersion: 8n,
      opsetImport: [{ domain: '', version: 17n }],
      graph: graphProto(plain),
      functions: [create(FunctionProtoSchema, { name: 'MyGelu' })],
    })
    expect(() => readModel(toBinary(ModelProtoSchema, model))).toThrow(
      /functions .* are not read, got \["MyGelu"\]; write them out/,
    )
  })
})

describe('weights in files beside the model', () => {
  const weights = new Uint8Array(Float32Array.of(9, 1, 2, 3, 9).buffer)
  const outside = (entries: Record<string, string>): string => {
    const externalData = Object.entries(entries).map(([key, value]) =>
      create(StringStringEntryProtoSchema, { key, value }),
    )
    const path = join(folder, 'model.onnx')
    writeFileSync(path, withTensor({ dataType: 1, dataLocation: Place.EXTERNAL, externalData }))
    return path
  }

  it('are read from their place in the file', () => {
    mkdirSync(join(folder, 'parts'))
    writeFileSync(join(folder, 'parts', 'w.bin'), weights)
    const path = outside({ location: 'parts/w.bin', offset: '4', length: '12' })
    expect(readModel(path).initializers.get('w')).toEqual(floats([1, 2, 3]))
    expect(readModel(outside({ location: 'parts/w.bin' })).initializers.get('w')).toEqual(floats([9, 1, 2]))
  })

  it.each([
    ['a path that leads out of the folder', { location: '../w.bin' }, /must lie in the model's folder/],
    ['one that does so on Windows', { location: '..\\w.bin' }, /must lie in the model's folder/],
    ['a path from the root', { location: '/etc/passwd' }, /must lie in the model's folder/],
    ['a drive', { location: 'C:\\w.bin' }, /must lie in the model's folder/],
    ['no path', {}, /must lie in the model's folder/],
    ['a file that is not there', { location: 'gone.bin' }, /needs the file .*gone\.bin/],
    ['a folder', { location: 'parts' }, /must be a file/],
    [
      'a length other than the dimensions’',
      { location: 'parts/w.bin', length: '8' },
      /its dimensions make 12 bytes, got 8/,
    ],
    [
      'an offset beyond the end',
      { location: 'parts/w.bin', offset: '12' },
      /bytes 12 to 24 of .*, which has 20; .* too short/,
    ],
    [
      'an offset that is no number',
      { location: 'parts/w.bin', offset: '-4' },
      /offset: must be a whole number, got '-4'/,
    ],
    ['a huge offset', { location: 'parts/w.bin', offset: '9'.repeat(30) }, /must be a whole number/],
  ] as [string, Record<string, string>, RegExp][])('are refused at %s', (_, entries, message) => {
    expect(() => readModel(outside(entries))).toThrow(message)
    expect(() => readModel(outside(entries))).toThrow(/model\.onnx, tensor 'w'/)
  })

  it('are refused behind a link that leads out of the folder, and followed inside it', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'nearkin-elsewhere-'))
    writeFileSync(join(elsewhere, 'secret.bin'), weights)
    symlinkSync(join(elsewhere, 'secret.bin'), join(folder, 'link.bin'))
    symlinkSync(elsewhere, join(folder, 'way'))
    expect(() => readModel(outside({ location: 'link.bin' }))).toThrow(/a link to .*secret\.bin/)
    expect(() => readModel(outside({ location: 'way/secret.bin' }))).toThrow("must lie in the model's folder")
    symlinkSync(join(folder, 'parts', 'w.bin'), join(folder, 'inside.bin'))
    expect(readModel(outside({ location: 'inside.bin', offset: '4' })).initializers.get('w')).toEqual(floats([1, 2, 3]))
    rmSync(elsewhere, { recursive: true })
  })

  it('are refused where their file is too short, and where only bytes are given', () => {
    writeFileSync(join(folder, 'short.bin'), weights)
    truncateSync(join(folder, 'short.bin'), 11)
    expect(() => readModel(outside({ location: 'short.bin' }))).toThrow('too short')
    const bytes = withTensor({
      dataType: 1,
      dataLocation: Place.EXTERNAL,
      externalData: [create(StringStringEntryProtoSchema, { key: 'location', value: 'parts/w.bin' })],
    })
    expect(() => readModel(bytes)).toThrow("give the model's path")
    expect(readModel(bytes, { folder }).initializers.get('w')).toEqual(floats([9, 1, 2]))
  })
})

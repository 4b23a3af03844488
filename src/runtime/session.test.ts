import { describe, expect, it } from 'vitest'
import { NearkinError } from '../errors.ts'
import { emit } from '../onnx/emit.ts'
import * as ops from '../ops/index.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats, ints } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { openSession } from './session.ts'

const x = input('x', 'float32', ['N', 2])
const i = input('i', 'int64', [])
const model = emit({ y: ops.gather(x, i), z: ops.add(x, 1) }, { name: 'model', inputs: [x, i] })
const right = { x: floats([1, 2, 3, 4], [2, 2]), i: ints([1], []) }

describe('openSession', () => {
  it('runs a model again and again, outputs fed back', async () => {
    const session = await openSession(model)
    expect(session.inputs).toEqual(['x', 'i'])
    expect(session.outputs).toEqual(['y', 'z'])
    let { z } = await session.run(right)
    z = (await session.run({ ...right, x: z! })).z
    expect([...z!.data]).toEqual([3, 4, 5, 6])
    expect(z!.dtype).toBe('float32')
    await session.close()
  })

  it.each<[string, Record<string, NumericArray>, string]>([
    ['an input that is missing', { x: right.x }, "run: every input of the model must be fed; feed 'i'"],
    ['another type', { ...right, x: ints([1, 2], [1, 2]) }, "run: 'x' must be float32, got 'int64'"],
    ['another shape', { ...right, x: floats([1, 2, 3], [1, 3]) }, "run: 'x' must have shape [N,2], got '[1,3]'"],
    ['another rank', { ...right, x: floats([1, 2]) }, "run: 'x' must have shape [N,2], got '[2]'"],
    [
      'too few numbers',
      { ...right, x: { ...right.x, shape: [3, 2] } },
      "'x' of shape [3,2] must hold 6 numbers, got 4",
    ],
  ])('names the input for %s', async (_, feeds, message) => {
    const session = await openSession(model)
    await expect(session.run(feeds)).rejects.toThrow(NearkinError)
    await expect(session.run(feeds)).rejects.toThrow(message)
    await session.close()
  })

  it('goes on after a run that failed', async () => {
    const session = await openSession(model)
    await expect(session.run({ ...right, i: ints([7], []) })).rejects.toThrow('the model must run on what it is fed')
    expect([...(await session.run(right)).y!.data]).toEqual([3, 4])
    await session.close()
  })

  it.each([
    ['no bytes', new Uint8Array(0)],
    ['bytes that are no model', new TextEncoder().encode('this is no model')],
    ['a model cut short', model.subarray(0, model.length / 2)],
  ])('refuses %s, naming the device', async (_, bytes) => {
    await expect(openSession(bytes)).rejects.toThrow(NearkinError)
    await expect(openSession(bytes)).rejects.toThrow(
      'runtime (cpu): the model must be one that the runtime can run, got',
    )
  })
})

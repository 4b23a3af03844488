import { checkGradient } from '../../autodiff/gradientCheck.testing.ts'
import { random } from '../../random.ts'
import { evaluate } from '../../runtime/evaluate.ts'
import { openSession } from '../../runtime/session.ts'
import type { NumericArray } from '../../tensor/array.ts'
import { floats, sizeOf } from '../../tensor/array.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { input } from '../../tensor/tensor.ts'
import type { ModelText, NodeText } from '../models.testing.ts'
import { modelBytes } from '../models.testing.ts'
import { readModel } from '../readModel.ts'
import { trace } from './trace.ts'

/** One form of an operator: nodes from `x` to `y`. */
export interface Form {
  readonly opset: number
  readonly nodes: readonly NodeText[]
  /** The shape of x. Default [2, 3, 4, 5]. */
  readonly x?: readonly number[]
  readonly initializers?: Readonly<Record<string, NumericArray>>
  /** What is further from kinks than the step of the finite differences. Default: normal numbers. */
  readonly values?: (noise: ReturnType<typeof random>) => number
  /** Whether y is differentiable in x. Default true. */
  readonly differentiable?: boolean
  /** ONNX's number of the element type of y. Default 1, float. */
  readonly outputType?: number
}

/** What is wrong with the imported form: where it differs from what the runtime makes of the file, and where its gradient differs
 *  from finite differences; none where it is right. */
export async function checkForm(form: Form): Promise<string[]> {
  const shape = form.x ?? [2, 3, 4, 5]
  const noise = random(`form ${shape}`)
  const value = form.values ?? ((from: typeof noise) => from.normal())
  const x = floats(
    Float32Array.from({ length: sizeOf(shape) }, () => value(noise)),
    shape,
  )
  const text: ModelText = { ...form, inputs: { x: shape }, outputs: { y: undefined } }
  const bytes = modelBytes(text)
  const theirs = await openSession(bytes, { threads: 1 })
  const { y: expected } = await theirs.run({ x })
  await theirs.close()
  const f = ([images]: readonly Tensor[]): Tensor => imported(bytes, images!)
  const { y } = await evaluate({ y: f([input('x', 'float32', shape)]) }, { x }, { threads: 1 })
  const wrong = differences(y, expected!)
  if (wrong.length > 0 || form.differentiable === false) return wrong
  return checkGradient({ f, arrays: [x] })
}

function imported(bytes: Uint8Array, images: Tensor): Tensor {
  const model = readModel(bytes)
  const { values, tensor } = trace(model, {
    input: 'x',
    images,
    weights: new Map(),
    nodes: model.nodes,
    batchStatistics: false,
  })
  return tensor(values.get('y')!)
}

function differences(found: NumericArray, expected: NumericArray): string[] {
  if (found.shape.join() !== expected.shape.join()) return [`[${found.shape}], not [${expected.shape}]`]
  if (found.dtype !== expected.dtype) return [`${found.dtype}, not ${expected.dtype}`]
  return Array.from(found.data, Number).flatMap((value, i) => {
    const right = Number(expected.data[i])
    const same = Object.is(value, right) || Math.abs(value - right) <= 1e-5 * Math.max(1, Math.abs(right))
    return same ? [] : [`y[${i}]: ${value}, not ${right}`]
  })
}

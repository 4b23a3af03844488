import * as ort from 'onnxruntime-node'
import { inDouble } from '../onnx/inDouble.testing.ts'
import { withoutRepeats } from '../onnx/withoutRepeats.testing.ts'

/** Numbers fed to a model, of the model's own type; whole numbers and flags as they are. */
export type Feed = Float64Array | Float32Array | BigInt64Array | Uint8Array
export type Numbers = Float64Array | Float32Array

export interface ManySession {
  run(feeds: Readonly<Record<string, Feed>>): Promise<Record<string, Numbers>>
  close(): Promise<void>
}

/** A model that computes much that its parts have in common, for tests: what repeats is computed once, and the runtime leaves
 *  the graph as it is, which for thousands of small nodes saves nearly all of the time that a session takes to make.
 *  @param precision in float64 central differences have room for steps of 1e-6, and decisions nearly never fall differently
 *    on the two sides of one */
export async function openMany(model: Uint8Array, precision: 'float32' | 'float64'): Promise<ManySession> {
  const merged = withoutRepeats(model)
  const session = await ort.InferenceSession.create(precision === 'float64' ? inDouble(merged) : merged, {
    graphOptimizationLevel: 'disabled',
    enableMemPattern: false,
    intraOpNumThreads: 1,
    logSeverityLevel: 4,
  })
  return {
    async run(feeds) {
      const fed = session.inputMetadata.flatMap((one) => {
        if (!one.isTensor) return []
        const data = feeds[one.name]
        if (!data) throw new Error(`'${one.name}' must be fed`)
        return [[one.name, new ort.Tensor(one.type, data as never, one.shape as number[])] as const]
      })
      const found = await session.run(Object.fromEntries(fed))
      return Object.fromEntries(Object.entries(found).map(([name, { data }]) => [name, data as Numbers]))
    },
    close: () => session.release(),
  }
}

import * as ort from 'onnxruntime-node'
import { inDouble } from '../onnx/inDouble.testing.ts'
import { withoutRepeats } from '../onnx/withoutRepeats.testing.ts'

/** Numbers fed to a model in float64; whole numbers and flags as they are. */
export type DoubleFeed = Float64Array | BigInt64Array | Uint8Array

export interface DoubleSession {
  /** Every output as float64. */
  run(feeds: Readonly<Record<string, DoubleFeed>>): Promise<Record<string, Float64Array>>
  close(): Promise<void>
}

/** An emitted model that computes in float64 what it says in float32: central differences have room there for steps of
 *  1e-6, and decisions nearly never fall differently on the two sides of one. The graph stays as it was emitted. */
export async function openDouble(model: Uint8Array): Promise<DoubleSession> {
  const session = await ort.InferenceSession.create(inDouble(withoutRepeats(model)), {
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
      return Object.fromEntries(Object.entries(found).map(([name, { data }]) => [name, data as Float64Array]))
    },
    close: () => session.release(),
  }
}

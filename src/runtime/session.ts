import { availableParallelism } from 'node:os'
import * as ort from 'onnxruntime-node'
import { demand, fail } from '../errors.ts'
import type { Data, NumericArray } from '../tensor/array.ts'
import type { DType } from '../tensor/tensor.ts'
import type { Device } from './device.ts'
import { providersOf } from './device.ts'

/** A model that is ready to run. */
export interface Session {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** Runs the model. Fed arrays are not copied; every output is a fresh array, which may be fed to the next run. */
  run(feeds: Readonly<Record<string, NumericArray>>): Promise<Record<string, NumericArray>>
  /** Frees what the runtime holds. */
  close(): Promise<void>
}

export interface SessionOptions {
  /** Default 'cpu'. */
  readonly device?: Device
  /** Threads of the runtime. Default: as many as there are cores. */
  readonly threads?: number
}

/** Makes an ONNX model ready to run on a device. Fails, naming the device, where the runtime refuses the model.
 *  A run is one synchronous native call: it holds the event loop for as long as it takes. */
export async function openSession(model: Uint8Array, options: SessionOptions = {}): Promise<Session> {
  const { device = 'cpu', threads = availableParallelism() } = options
  const session = await ort.InferenceSession.create(model, {
    executionProviders: providersOf(device),
    intraOpNumThreads: threads,
    graphOptimizationLevel: 'all',
    // Warnings of the runtime are about its own choices (which node runs where), never about the user's.
    logSeverityLevel: 3,
    // Worker threads of an idle session would spin on and slow every other session of the process 2-5 times.
    extra: { session: { force_spinning_stop: '1' } },
  }).catch((cause: unknown) =>
    fail({
      who: `runtime (${device})`,
      rule: 'the model must be one that the runtime can run',
      value: cause,
      ...(device === 'cpu' ? {} : { remedy: 'check that the device is there, or use --device cpu' }),
      cause,
    }),
  )
  return {
    inputs: session.inputNames,
    outputs: session.outputNames,
    async run(feeds) {
      const missing = session.inputNames.find((name) => !feeds[name])
      demand(missing === undefined, { who: 'run', rule: 'every input of the model must be fed', value: missing })
      const fed = Object.fromEntries(session.inputNames.map((name) => [name, toRuntime(feeds[name]!)]))
      const results = await session.run(fed)
      return Object.fromEntries(session.outputNames.map((name) => [name, fromRuntime(results[name]!)]))
    },
    close: () => session.release(),
  }
}

const toRuntime = ({ dtype, data, shape }: NumericArray): ort.Tensor => new ort.Tensor(dtype, data as never, shape)

function fromRuntime({ type, data, dims }: ort.Tensor): NumericArray {
  return { dtype: type as DType, data: data as Data, shape: dims }
}

import * as ort from 'onnxruntime-node'
import { demand, fail } from '../errors.ts'
import type { Data, NumericArray } from '../tensor/array.ts'
import { sizeOf } from '../tensor/array.ts'
import type { DType, Shape } from '../tensor/tensor.ts'
import type { Device } from './device.ts'
import { providersOf } from './device.ts'
import { usualThreads } from './usualThreads.ts'

/** What a model says of one of its inputs or outputs. */
export interface Declared {
  readonly name: string
  /** Of its numbers, as the runtime calls it: 'float32', 'uint8', ...; null where it is no tensor. */
  readonly type: string | null
  /** A dimension that the model leaves open is a name, which may be empty. */
  readonly shape: Shape
}

/** A model that is ready to run. */
export interface Session {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly declared: { readonly inputs: readonly Declared[]; readonly outputs: readonly Declared[] }
  /** Runs the model. Fed arrays are not copied; every output is a fresh array, which may be fed to the next run.
   *  @param outputs those wanted. Default: all */
  run(feeds: Readonly<Record<string, NumericArray>>, outputs?: readonly string[]): Promise<Record<string, NumericArray>>
  /** Frees what the runtime holds. */
  close(): Promise<void>
}

export interface SessionOptions {
  /** Default 'cpu'. */
  readonly device?: Device
  /** Threads of the runtime. Default: those of the environment's NEARKIN_THREADS, or as many as there are cores. */
  readonly threads?: number
  /** The files in which the model keeps weights outside of its own, by the names that it calls them. */
  readonly weights?: readonly { readonly path: string; readonly data: Uint8Array }[]
  /** Where the runtime writes the times of every node, when the session closes: the beginning of a file's path. */
  readonly profile?: string
}

/** Makes an ONNX model ready to run on a device. Fails, naming the device, where the runtime refuses the model.
 *  A run is one synchronous native call: it holds the event loop for as long as it takes. */
export async function openSession(model: Uint8Array, options: SessionOptions = {}): Promise<Session> {
  const { device = 'cpu', threads = usualThreads(), profile, weights = [] } = options
  const session = await ort.InferenceSession.create(model, {
    executionProviders: providersOf(device, model),
    intraOpNumThreads: threads,
    graphOptimizationLevel: 'all',
    // The plan that the runtime makes for all buffers of a run at once takes nearly twice the memory of its arena, and no
    // less time.
    enableMemPattern: false,
    ...(profile === undefined ? {} : { enableProfiling: true, profileFilePrefix: profile }),
    ...(weights.length === 0 ? {} : { externalData: weights }),
    // Warnings of the runtime are about its own choices (which node runs where), never about the user's, and its errors
    // are thrown.
    logSeverityLevel: 4,
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
    declared: { inputs: session.inputMetadata.map(declared), outputs: session.outputMetadata.map(declared) },
    async run(feeds, outputs = session.outputNames) {
      const fed = session.inputMetadata.map((one) => [one.name, toRuntime(fitting(feeds, one))])
      const results = await session
        .run(Object.fromEntries(fed), outputs)
        .catch((cause: unknown) =>
          fail({ who: `runtime (${device})`, rule: 'the model must run on what it is fed', value: cause, cause }),
        )
      return Object.fromEntries(outputs.map((name) => [name, fromRuntime(results[name]!)]))
    },
    async close() {
      if (profile !== undefined) session.endProfiling()
      await session.release()
    },
  }
}

const declared = (value: ort.InferenceSession.ValueMetadata): Declared =>
  value.isTensor
    ? { name: value.name, type: value.type, shape: value.shape }
    : { name: value.name, type: null, shape: [] }

/** The array fed for an input of the model. Fails, naming the input, unless type, shape and length are right. */
function fitting(
  feeds: Readonly<Record<string, NumericArray>>,
  wanted: ort.InferenceSession.ValueMetadata,
): NumericArray {
  const { name } = wanted
  const array = feeds[name]
  demand(array, { who: 'run', rule: 'every input of the model must be fed', remedy: `feed '${name}'` })
  if (!wanted.isTensor) return array
  const { type, shape } = wanted
  demand(array.dtype === type, { who: 'run', rule: `'${name}' must be ${type}`, value: array.dtype })
  // A shape without dimensions is a scalar's or one that the model leaves open.
  const agrees = shape.every((d, i) => typeof d === 'string' || d === array.shape[i])
  demand(shape.length === 0 || (agrees && shape.length === array.shape.length), {
    who: 'run',
    rule: `'${name}' must have shape [${shape}]`,
    value: `[${array.shape}]`,
  })
  demand(sizeOf(array.shape) === array.data.length, {
    who: 'run',
    rule: `'${name}' of shape [${array.shape}] must hold ${sizeOf(array.shape)} numbers`,
    value: array.data.length,
  })
  return array
}

const toRuntime = ({ dtype, data, shape }: NumericArray): ort.Tensor => new ort.Tensor(dtype, data as never, shape)

function fromRuntime({ type, data, dims }: ort.Tensor): NumericArray {
  return { dtype: type as DType, data: data as Data, shape: dims }
}

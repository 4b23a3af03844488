import type { Layer } from '../nn/layer.ts'
import { emit } from '../onnx/emit.ts'
import { l2Normalize } from '../ops/index.ts'
import type { SessionOptions } from '../runtime/session.ts'
import { openSession } from '../runtime/session.ts'
import type { NumericArray } from '../tensor/array.ts'
import { sizeOf } from '../tensor/array.ts'
import { prefixed, under } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant, input } from '../tensor/tensor.ts'
import type { Intake } from './intake.ts'
import { intakeOf } from './intake.ts'
import type { State } from './state.ts'

/** From samples to embeddings of length 1. */
export interface Embedder {
  /** Embeds `count` samples, fetched block by block: [count, D] row-major. */
  embed(
    count: number,
    fetch: (start: number, end: number) => NumericArray | Promise<NumericArray>,
  ): Promise<Float32Array>
  readonly dimension: number
  close(): Promise<void>
}

/** The network in evaluation mode, as a model for any number of samples: `samples` to `embeddings`, float32 [N, D], rows
 *  of length 1.
 *  @param weights constants, for a model to ship; or fed, for one that is run again and again while they change */
export function embeddingModel(
  network: Layer,
  intake: Intake,
  state: State,
  { weights, metadata = {} }: { weights: 'constant' | 'fed'; metadata?: Readonly<Record<string, string>> },
): { bytes: Uint8Array; dimension: number } {
  const values = Object.fromEntries(
    Object.entries(networkState(state)).map(([name, array]) => [
      name,
      weights === 'constant' ? constant(array) : input(name, array.dtype, array.shape),
    ]),
  )
  const samples = intakeOf(intake, 'N')
  const inside = { ...under('network.', values), ...under('buffer.', values) }
  const embeddings = l2Normalize(network.apply(inside, intake.toNetwork(samples), 'evaluation').y)
  const inputs: Tensor[] = weights === 'fed' ? [samples, ...Object.values(values)] : [samples]
  return {
    bytes: emit({ embeddings }, { name: 'nearkin', inputs, metadata }),
    dimension: embeddings.shape[1] as number,
  }
}

/** Opens a model that `embeddingModel` emitted with constant weights, or any like it. */
export async function openEmbedder(bytes: Uint8Array, intake: Intake, options: SessionOptions = {}): Promise<Embedder> {
  const session = await openSession(bytes, options)
  const { embeddings } = await session.run({ [intake.name]: blank(intake) })
  return embedderOf(session, intake, embeddings!.shape[1]!, () => ({}))
}

/** An embedder that follows a state as it changes: `current` is asked for the weights before every block. */
export async function followState(
  network: Layer,
  intake: Intake,
  current: () => State,
  options: SessionOptions = {},
): Promise<Embedder> {
  const { bytes, dimension } = embeddingModel(network, intake, current(), { weights: 'fed' })
  return embedderOf(await openSession(bytes, options), intake, dimension, () => networkState(current()))
}

const networkState = (state: State): State => ({
  ...prefixed('network.', under('network.', state)),
  ...prefixed('buffer.', under('buffer.', state)),
})

/** Samples at a time: enough to fill the cores, little enough for any memory, large images too. */
export const blockSize = ({ sample }: Intake): number =>
  Math.max(1, Math.min(256, Math.floor(2 ** 24 / sizeOf(sample))))

function embedderOf(
  session: Awaited<ReturnType<typeof openSession>>,
  intake: Intake,
  dimension: number,
  weights: () => State,
): Embedder {
  return {
    dimension,
    async embed(count, fetch) {
      const all = new Float32Array(count * dimension)
      const block = blockSize(intake)
      for (let start = 0; start < count; start += block) {
        const samples = await fetch(start, Math.min(start + block, count))
        const { embeddings } = await session.run({ [intake.name]: samples, ...weights() })
        all.set(embeddings!.data as Float32Array, start * dimension)
      }
      return all
    },
    close: session.close,
  }
}

function blank({ dtype, sample }: Intake): NumericArray {
  const size = sizeOf(sample)
  return { dtype, shape: [1, ...sample], data: dtype === 'uint8' ? new Uint8Array(size) : new Float32Array(size) }
}

import { vjp } from '../autodiff/grad.ts'
import { openGraph } from '../runtime/openGraph.ts'
import type { Session, SessionOptions } from '../runtime/session.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats, sizeOf } from '../tensor/array.ts'
import { prefixed, under } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import { inputsOf, withoutSame } from './batchGraph.ts'
import { chunksOf } from './chunksOf.ts'
import type { State } from './state.ts'
import type { sumOf } from './sumOf.ts'
import type { PlacedNetwork } from './towers.ts'
import { applied } from './towers.ts'

/** A tower through which a batch goes chunk by chunk. */
export interface TowerInChunks {
  /** Embeddings of a batch, [B, D]. */
  embed(samples: NumericArray, state: State): Promise<NumericArray>
  /** Carries the gradient of a batch's embeddings, [B, D], back to the parameters, and gives the running statistics as they then are. */
  carryBack(
    samples: NumericArray,
    gradient: NumericArray,
    state: State,
    sum: Pick<ReturnType<typeof sumOf>, 'add'>,
  ): Promise<State>
  close(): Promise<void>
}

/** Opens a tower's two models for each size of chunk.
 *  @param values what a step is fed of the state
 *  @param names of what is trained */
export async function openTowerInChunks(
  tower: PlacedNetwork,
  chunk: number,
  values: State,
  names: readonly string[],
  options: SessionOptions,
): Promise<TowerInChunks> {
  const sizes = chunksOf(tower.size, chunk)
  const models = new Map<number, { embed: Session; back: Session | undefined }>()
  for (const size of new Set(sizes)) {
    const outputs = backGraph({ ...tower, size }, values, names)
    models.set(size, {
      embed: await openGraph(embedGraph({ ...tower, size }, values), { name: 'embeddings' }, options),
      back: Object.keys(outputs).length === 0 ? undefined : await openGraph(outputs, { name: 'back' }, options),
    })
  }
  const { name } = tower.intake
  return {
    async embed(samples, state) {
      const parts: NumericArray[] = []
      for (const [size, start] of started(sizes)) {
        const { embeddings } = await models.get(size)!.embed.run({ ...state, [name]: rowsOf(samples, start, size) })
        parts.push(embeddings!)
      }
      return stacked(parts)
    },
    async carryBack(samples, gradient, state, sum) {
      let changed: State = {}
      for (const [size, start] of started(sizes)) {
        const feeds = { [name]: rowsOf(samples, start, size), [arriving]: rowsOf(gradient, start, size) }
        const result = (await models.get(size)!.back?.run({ ...state, ...changed, ...feeds })) ?? {}
        sum.add(under('gradient.', result))
        changed = { ...changed, ...under('next.', result) }
      }
      return changed
    },
    async close() {
      for (const { embed, back } of models.values()) {
        await embed.close()
        await back?.close()
      }
    },
  }
}

/** The first pass: no gradient, no running statistics. */
export const embedGraph = (tower: PlacedNetwork, values: State): Record<string, Tensor> => ({
  embeddings: applied(tower, inputsOf(values)).embeddings,
})

/** The second pass: the gradient that arrives at a chunk's embeddings, carried back. */
export function backGraph(tower: PlacedNetwork, values: State, names: readonly string[]): Record<string, Tensor> {
  const inputs = inputsOf(values)
  const { embeddings, buffers } = applied(tower, inputs)
  const own = names.filter((name) => name.startsWith(tower.parameters))
  const pair = { y: embeddings, g: input(arriving, 'float32', embeddings.shape) }
  const gradients = vjp(
    [pair],
    own.map((name) => inputs[name]!),
  )
  return {
    ...Object.fromEntries(own.map((name, i) => [`gradient.${name}`, gradients[i]!])),
    ...prefixed('next.', withoutSame(buffers, inputs)),
  }
}

const arriving = 'embeddings gradient'

/** Arrays one below the other. */
export function stacked(parts: readonly NumericArray[]): NumericArray {
  if (parts.length === 1) return parts[0]!
  const rows = parts.reduce((sum, { shape }) => sum + shape[0]!, 0)
  const shape = [rows, ...parts[0]!.shape.slice(1)]
  const all = new Float32Array(sizeOf(shape))
  let at = 0
  for (const { data } of parts) {
    all.set(data as Float32Array, at)
    at += data.length
  }
  return floats(all, shape)
}

/** Chunks with the row at which each begins. */
function started(sizes: readonly number[]): [size: number, start: number][] {
  let start = 0
  return sizes.map((size) => {
    start += size
    return [size, start - size]
  })
}

/** Some rows of an array, not copied. */
function rowsOf({ dtype, shape, data }: NumericArray, start: number, count: number): NumericArray {
  const each = sizeOf(shape.slice(1))
  return { dtype, shape: [count, ...shape.slice(1)], data: data.subarray(start * each, (start + count) * each) }
}

import { setImmediate } from 'node:timers/promises'
import { random } from '../../random.ts'
import { coefficients } from './coefficients.ts'
import type { FuzzyGraph } from './fuzzyGraph.ts'

export interface UmapLayoutOptions {
  readonly graph: FuzzyGraph
  /** [rows, 2]: where rows begin. Changed in place. */
  readonly places: Float32Array
  readonly epochs: number
  readonly seed: number
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal | undefined
}

/** Rows that push one away, for each that draws it. */
const negatives = 5

/** A step along one axis is cut off here, as in the authors' program. */
const longestStep = 4

/** The layout of UMAP (McInnes, Healy, Melville 2018, section 3.2), by stochastic gradient descent with negative samples: an edge
 *  draws its two ends together as often as its weight says, and each time five rows taken at random push the first away.
 *  The rate falls from 1 to 0. The same graph, places and seed give the same layout. */
export async function umapLayout(options: UmapLayoutOptions): Promise<Float32Array> {
  const { graph, places, epochs, seed, onProgress, signal } = options
  const steps = trainingSteps(graph, epochs)
  const run = epochOf(steps, places, random(`umap/${seed}`).below(2 ** 32) | 1)
  for (let epoch = 0; epoch < epochs; epoch++) {
    signal?.throwIfAborted()
    run(epoch, 1 - epoch / epochs)
    onProgress?.(epoch + 1, epochs)
    // Messages of other processes are read between epochs.
    await setImmediate()
  }
  return places
}

interface Steps {
  readonly from: Int32Array
  readonly to: Int32Array
  /** Epochs between two uses of an edge. */
  readonly every: Float32Array
}

/** Edges that come up once in all epochs at least. */
function trainingSteps({ from, to, weights }: FuzzyGraph, epochs: number): Steps {
  let largest = 0
  for (const weight of weights) if (weight > largest) largest = weight
  const used: number[] | Int32Array = Int32Array.from({ length: weights.length }, (_, e) => e).filter(
    (e) => weights[e]! * epochs >= largest,
  )
  return {
    from: Int32Array.from(used, (e) => from[e]!),
    to: Int32Array.from(used, (e) => to[e]!),
    every: Float32Array.from(used, (e) => largest / weights[e]!),
  }
}

function epochOf({ from, to, every }: Steps, places: Float32Array, start: number) {
  const rows = places.length / 2
  const { draw, push, at: placeOf } = coefficients
  const due = Float32Array.from(every)
  let state = start
  return (epoch: number, rate: number): void => {
    for (let e = 0; e < due.length; e++) {
      if (due[e]! > epoch + 1) continue
      due[e]! += every[e]!
      const [i, j] = [2 * from[e]!, 2 * to[e]!]
      let x = places[i]!
      let y = places[i + 1]!
      const dx = x - places[j]!
      const dy = y - places[j + 1]!
      const pull = draw[placeOf(dx * dx + dy * dy)]!
      const mx = rate * cut(pull * dx)
      const my = rate * cut(pull * dy)
      x += mx
      y += my
      places[j]! -= mx
      places[j + 1]! -= my
      for (let n = 0; n < negatives; n++) {
        // Xorshift (Marsaglia 2003), here and not in a function: this is the innermost loop.
        state ^= state << 13
        state ^= state >>> 17
        state ^= state << 5
        const other = 2 * ((state >>> 0) % rows)
        if (other === i) continue
        const ox = x - places[other]!
        const oy = y - places[other + 1]!
        const away = push[placeOf(ox * ox + oy * oy)]!
        x += rate * cut(away * ox)
        y += rate * cut(away * oy)
      }
      places[i] = x
      places[i + 1] = y
    }
  }
}

const cut = (step: number): number => (step > longestStep ? longestStep : step < -longestStep ? -longestStep : step)

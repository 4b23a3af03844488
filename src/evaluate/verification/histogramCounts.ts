import type { PairCounts } from './pairCounts.ts'
import type { PairHistogram } from './pairHistogram.ts'

/** The pairs of a histogram by the distances of its bins; empty bins are left out. */
export function histogramCounts({ genuine, impostor }: PairHistogram['levels'][number], width: number): PairCounts {
  let held = 0
  for (let b = 0; b < genuine.length; b++) if (genuine[b]! + impostor[b]! > 0) held++
  const counts = {
    distances: new Float64Array(held),
    genuine: new Float64Array(held),
    impostor: new Float64Array(held),
  }
  for (let b = 0, i = 0; b < genuine.length; b++) {
    if (genuine[b]! + impostor[b]! === 0) continue
    counts.distances[i] = Math.sqrt(b * width)
    counts.genuine[i] = genuine[b]!
    counts.impostor[i++] = impostor[b]!
  }
  return counts
}

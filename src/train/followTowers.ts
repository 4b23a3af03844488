import type { SessionOptions } from '../runtime/session.ts'
import type { Embedder } from './embedder.ts'
import { followState } from './embedder.ts'
import { referenceState } from './referenceState.ts'
import type { State } from './state.ts'
import type { StepDesign } from './stepDesign.ts'

/** Embedders of a design's towers. */
export interface FollowedTowers {
  readonly embedder: Embedder
  /** The second tower's, where there is one. */
  readonly references?: Embedder
  close(): Promise<void>
}

/** Embedders that follow a state as it changes, of the first tower and of the second where there is one. */
export async function followTowers(
  { network, intake, reference }: StepDesign,
  current: () => State,
  options: SessionOptions = {},
): Promise<FollowedTowers> {
  const embedder = await followState(network, intake, current, options)
  const own = reference?.network ? () => referenceState(current()) : current
  const references = reference && (await followState(reference.network ?? network, reference.intake, own, options))
  return {
    embedder,
    ...(references ? { references } : {}),
    async close() {
      await embedder.close()
      await references?.close()
    },
  }
}

import { prefixed, under } from '../tensor/prefixed.ts'
import type { State } from './state.ts'

/** The second tower's part of a state under the names of the first: `embeddingModel` and `followState` then make its embedder as
 *  they make the first's. For a second tower with a network of its own; one that shares the first's has the state's. */
export const referenceState = (state: State): State => ({
  ...prefixed('network.', under('reference.', state)),
  ...prefixed('buffer.', under('referenceBuffer.', state)),
})

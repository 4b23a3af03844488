import type { KnownBackbone } from './knownBackbone.ts'
import { knownBackbones } from './knownBackbones.ts'

/** What is known of a backbone by its name or by the SHA-256 of its file: so its images are prepared as they must be also
 *  where it is given by its path. Undefined where it is not known. */
export const findKnownBackbone = (
  nameOrSha256: string,
  list: readonly KnownBackbone[] = knownBackbones,
): KnownBackbone | undefined => list.find(({ name, sha256 }) => name === nameOrSha256 || sha256 === nameOrSha256)

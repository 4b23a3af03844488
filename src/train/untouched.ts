import { createHash } from 'node:crypto'
import type { NumericArray } from '../tensor/array.ts'
import type { State } from './state.ts'

/** What no step has changed of the values with which a training began: known by being the same arrays. A checkpoint leaves them out and
 *  holds their hash, so that a frozen backbone is not written again and again, and one that is no longer the same is noticed. */
export interface Untouched {
  /** The part of a state that has changed, or is new. */
  changed(state: State): State
  /** SHA-256 of what has not, its names, types, shapes and numbers; undefined where all has changed. */
  hash(state: State): string | undefined
}

/** @param fresh the values with which the training began */
export function untouchedOf(fresh: State): Untouched {
  // Which values are frozen changes with the phases alone: each set is hashed once.
  const known = new Map<string, string>()
  const same = (state: State): string[] => Object.keys(fresh).filter((name) => state[name] === fresh[name])
  return {
    changed: (state) => Object.fromEntries(Object.entries(state).filter(([name, array]) => array !== fresh[name])),
    hash(state) {
      const names = same(state)
      if (names.length === 0) return undefined
      const key = JSON.stringify(names)
      if (!known.has(key)) known.set(key, hashOf(Object.fromEntries(names.map((name) => [name, fresh[name]!]))))
      return known.get(key)!
    },
  }
}

function hashOf(values: Readonly<Record<string, NumericArray>>): string {
  const hash = createHash('sha256')
  for (const [name, { dtype, shape, data }] of Object.entries(values)) {
    hash.update(JSON.stringify([name, dtype, shape]))
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
  return hash.digest('hex')
}

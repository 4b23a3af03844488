/** A seeded stream of random numbers. The same seed gives the same stream on every machine. */
export interface Random {
  /** Uniform in [0, 1), 32 bits of it. */
  uniform(): number
  /** Uniform integer in [0, n). */
  below(n: number): number
  /** Standard normal. */
  normal(): number
  /** Shuffles in place (Fisher and Yates) and returns the same array. */
  shuffle<T extends { length: number; [i: number]: unknown }>(items: T): T
  /** An independent stream for a purpose, the same for the same name and never advancing this one. */
  fork(name: string): Random
}

/** Seeded generator: xoshiro128** (Blackman and Vigna 2018), its state filled by splitmix32 from the seed's name. */
export function random(seed: number | string): Random {
  const s = stateFrom(String(seed))
  const next = (): number => {
    const result = Math.imul(rotl(Math.imul(s[1]!, 5), 7), 9) >>> 0
    const t = s[1]! << 9
    s[2]! ^= s[0]!
    s[3]! ^= s[1]!
    s[1]! ^= s[2]!
    s[0]! ^= s[3]!
    s[2]! ^= t
    s[3] = rotl(s[3]!, 11)
    return result
  }
  const self: Random = {
    uniform: () => next() / 2 ** 32,
    below: (n) => Math.floor((next() / 2 ** 32) * n),
    normal: () => Math.sqrt(-2 * Math.log(1 - self.uniform())) * Math.cos(2 * Math.PI * self.uniform()),
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i--) {
        const j = self.below(i + 1)
        const held = items[i]
        items[i] = items[j]
        items[j] = held
      }
      return items
    },
    fork: (name) => random(`${seed}/${name}`),
  }
  return self
}

const rotl = (x: number, k: number): number => (x << k) | (x >>> (32 - k))

function stateFrom(name: string): Int32Array {
  let h = 0x811c9dc5 // FNV-1a of the name
  for (const byte of new TextEncoder().encode(name)) h = Math.imul(h ^ byte, 0x01000193)
  const s = new Int32Array(4)
  for (let i = 0; i < 4; i++) {
    h = (h + 0x9e3779b9) | 0
    let z = h ^ (h >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z ^= z >>> 15
    z = Math.imul(z, 0x735a2d97)
    s[i] = z ^ (z >>> 15)
  }
  return s
}

import { fail } from '../errors.ts'
import { memoryOf } from './memoryOf.ts'
import type { State } from './state.ts'
import type { StepDesign } from './stepDesign.ts'

/** What the user calls the things that could be smaller. */
export interface MemoryWords {
  readonly chunk: string
  readonly batch: string
  /** Of the images, or whatever the samples are. */
  readonly size: string
}

export interface MemoryLimits {
  /** Bytes that there are. */
  readonly available: number
  /** Default: as the library calls them. */
  readonly words?: MemoryWords
  /** Whether looks are taken meanwhile. Default true. */
  readonly judged?: boolean
}

/** Fails where the steps of a design would need more memory than there is: the system would end the process without a word. Says what
 *  would fit: a smaller chunk first, which changes no result, else a smaller batch; by an estimate, see {@link memoryOf}. */
export function demandStepMemory(
  design: StepDesign,
  state: State,
  {
    available,
    words = { chunk: 'chunk', batch: 'batchSize', size: 'the size of the samples' },
    judged = true,
  }: MemoryLimits,
): void {
  const bytesOf = (changed: Partial<StepDesign>): number => memoryOf({ ...design, ...changed }, state, { judged }).bytes
  const bytes = bytesOf({})
  if (bytes <= available) return
  const fitting = (name: 'chunk' | 'batchSize', from: number, least: number): string[] => {
    for (let size = Math.floor(from / 2); size >= least; size = Math.floor(size / 2)) {
      const needed = bytesOf({ [name]: size })
      if (needed > available) continue
      const what = name === 'chunk' ? `give ${words.chunk} ${size}` : `lower ${words.batch} to a batch of ${size}`
      return [`${what} (needs some ${gibi(needed)})`]
    }
    return []
  }
  const { batchSize, chunk = batchSize } = design
  const ways = [...fitting('chunk', chunk, 1), ...fitting('batchSize', batchSize, 2)]
  fail({
    who: 'memory',
    rule: `a step of a batch of ${batchSize}${design.chunk ? ` by chunks of ${design.chunk}` : ''} needs some ${gibi(bytes)}, and there are ${gibi(available)}`,
    remedy:
      ways.length > 0
        ? `${ways.join(', or ')}, or lower ${words.size}`
        : `no chunk and no batch is small enough: lower ${words.size}, or train less of the network`,
  })
}

const gibi = (bytes: number): string => `${(bytes / 2 ** 30).toPrecision(2)} GiB`

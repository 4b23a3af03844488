import { cosine } from '../../src/distances/cosine.ts'
import { l2 } from '../../src/distances/l2.ts'
import type { AnyMeasure } from '../../src/distances/measure.ts'
import { slowDistances } from '../../src/distances/slow.testing.ts'
import { choose } from '../../src/pairs/choose.ts'
import * as negatives from '../../src/pairs/negatives/index.ts'
import * as positives from '../../src/pairs/positives/index.ts'
import type { Rules } from '../../src/pairs/rule.ts'
import { tuples as tuplesOf } from '../../src/pairs/tuples.ts'
import { evaluate } from '../../src/runtime/evaluate.ts'
import type { NumericArray } from '../../src/tensor/array.ts'
import { floats, ints } from '../../src/tensor/array.ts'
import type { Tensor } from '../../src/tensor/tensor.ts'
import { constant, input } from '../../src/tensor/tensor.ts'
import type { ReferenceTensor, Verdict } from './compare.ts'
import { failed, numbersOf, passed, unsupported } from './compare.ts'

/** A row of miners.json. */
export interface MinerRow {
  readonly miner: string
  readonly args: Readonly<Record<string, number | string>>
  readonly batch?: string
  readonly embeddings: ReferenceTensor
  readonly labels: readonly number[]
  /** Pairs (anchors, positives, anchors, negatives), or triplets (anchors, positives, negatives). */
  readonly tuples: readonly (readonly number[])[]
  /** Of miners that draw: the uniform noise of either side, [B, B]. */
  readonly noise?: Readonly<Record<string, ReferenceTensor>>
}

/** The index tuples that our rules choose, compared as sets with those mined. */
export async function checkMinerRow(row: MinerRow): Promise<Verdict> {
  const miner = miners[row.miner]
  if (!miner) return unsupported(row.miner)
  const unknown = Object.keys(row.args).find((arg) => !miner.args.includes(arg))
  if (unknown) return unsupported(`${row.miner} ${unknown}`)
  const mined = { positive: [row.tuples[0]!, row.tuples[1]!], negative: [row.tuples[2]!, row.tuples[3] ?? []] } as const
  const wrong =
    row.tuples.length === 3
      ? unlike('triplets', await triplets(row, miner), joined(row.tuples))
      : await pairsDiffer(row, miner, { positive: joined(mined.positive), negative: joined(mined.negative) })
  return wrong ? failed(wrong) : passed
}

interface Miner {
  /** The names of its arguments. */
  readonly args: readonly string[]
  readonly distance?: () => AnyMeasure
  readonly rules: (args: Readonly<Record<string, never>>) => Rules
  /** Takes exactly so many of pairs that are ordered, so that it cuts through those that tie with the last. */
  readonly cutsTies?: boolean
}

const miners: Readonly<Record<string, Miner>> = {
  MultiSimilarityMiner: {
    args: ['epsilon'],
    distance: cosine,
    rules: ({ epsilon = 0.1 }) => ({
      positives: positives.multiSimilarity({ epsilon }),
      negatives: negatives.multiSimilarity({ epsilon }),
    }),
  },
  TripletMarginMiner: {
    args: ['margin', 'type_of_triplets'],
    rules: ({ margin = 0.2, type_of_triplets = 'all' }) => ({
      positives: positives.all(),
      negatives: negatives.tripletMargin({
        ...(type_of_triplets === 'hard' ? {} : { margin }),
        kind: type_of_triplets === 'all' ? 'violating' : (type_of_triplets as 'hard'),
      }),
    }),
  },
  BatchHardMiner: {
    args: [],
    rules: () => ({ positives: positives.hardest(), negatives: negatives.hardest() }),
  },
  PairMarginMiner: {
    args: ['pos_margin', 'neg_margin'],
    rules: ({ pos_margin = 0.2, neg_margin = 0.8 }) => ({
      positives: positives.distanceRange({ from: pos_margin }),
      negatives: negatives.distanceRange({ to: neg_margin }),
    }),
  },
  AngularMiner: {
    args: ['angle'],
    // Theirs takes the rows as they are for its angles, although it demands a distance that normalises.
    distance: () => l2({ normalize: false }),
    rules: ({ angle = 20 }) => ({ positives: positives.all(), negatives: negatives.angular({ angle }) }),
  },
  HDCMiner: {
    args: ['filter_percentage'],
    rules: ({ filter_percentage = 0.5 }) => ({
      positives: positives.hardAware({ share: filter_percentage }),
      negatives: negatives.hardAware({ share: filter_percentage }),
    }),
    cutsTies: true,
  },
  UniformHistogramMiner: {
    args: ['num_bins', 'pos_per_bin', 'neg_per_bin'],
    rules: ({ num_bins = 100, pos_per_bin = 10, neg_per_bin = 10 }) => ({
      positives: positives.uniformHistogram({ bins: num_bins, perBin: pos_per_bin }),
      negatives: negatives.uniformHistogram({ bins: num_bins, perBin: neg_per_bin }),
    }),
  },
}

function chosenIn({ args, embeddings, labels, noise = {} }: MinerRow, { distance = l2, rules }: Miner) {
  const batch = {
    embeddings: input('embeddings', 'float32', embeddings.shape),
    labels: input('labels', 'int64', [labels.length]),
    noise: (name: string): Tensor => constant(floats(numbersOf(noise[name]!), noise[name]!.shape)),
  }
  const feeds = { embeddings: floats(numbersOf(embeddings), embeddings.shape), labels: ints(labels) }
  return { choice: choose(batch, distance() as ReturnType<typeof l2>, rules(args as never)), feeds }
}

async function triplets(row: MinerRow, miner: Miner): Promise<string[]> {
  const { choice, feeds } = chosenIn(row, miner)
  const { valid, positives: p, negatives: n } = tuplesOf(choice)
  const found = await evaluate<string>(n ? { valid, p, n } : { valid, p }, feeds)
  const { shape, data } = found.valid!
  const [, i, j] = shape as [number, number, number]
  const at = (columns: NumericArray | undefined, a: number, along: number, other: number): number => {
    if (!columns) return other
    const [, I, J] = columns.shape as [number, number, number]
    return Number(columns.data[(a * I + Math.min(along, I - 1)) * J + Math.min(other, J - 1)])
  }
  return Array.from(data as Uint8Array).flatMap((holds, flat) => {
    const [a, along, other] = [Math.floor(flat / (i * j)), Math.floor(flat / j) % i, flat % j]
    return holds ? [`${a}-${at(found.p, a, along, other)}-${at(found.n, a, along, other)}`] : []
  })
}

async function pairsDiffer(
  row: MinerRow,
  miner: Miner,
  mined: Readonly<Record<'positive' | 'negative', string[]>>,
): Promise<string | undefined> {
  const { choice, feeds } = chosenIn(row, miner)
  const found = await evaluate({ positive: choice.positive.valid, negative: choice.negative.valid }, feeds)
  for (const side of ['positive', 'negative'] as const) {
    const width = row.labels.length
    const ours = Array.from(found[side].data as Uint8Array).flatMap((holds, i) =>
      holds ? [`${Math.floor(i / width)}-${i % width}`] : [],
    )
    const counted = miner.cutsTies ? withoutTies(row, side, mined[side]) : () => true
    const wrong = unlike(`${side} pairs`, ours.filter(counted), mined[side].filter(counted))
    if (wrong) return wrong
  }
  return undefined
}

/** Of pairs as far apart as the last that was mined, which of them were is chance: d(a, b) is d(b, a). */
function withoutTies(
  row: MinerRow,
  side: 'positive' | 'negative',
  mined: readonly string[],
): (pair: string) => boolean {
  const [count, width] = row.embeddings.shape as [number, number]
  const numbers = numbersOf(row.embeddings)
  const d = slowDistances(
    'l2',
    Array.from({ length: count }, (_, i) => numbers.slice(i * width, (i + 1) * width)),
  )
  const at = (pair: string): number => d[Number(pair.split('-')[0])]![Number(pair.split('-')[1])]!
  const last = side === 'positive' ? Math.min(...mined.map(at)) : Math.max(...mined.map(at))
  return (pair) => Math.abs(at(pair) - last) > 1e-6
}

/** Index tuples as words: 'anchor-positive-negative'. */
const joined = (tuples: readonly (readonly number[])[]): string[] =>
  tuples[0]!.map((_, i) => tuples.map((indices) => indices[i]).join('-'))

function unlike(what: string, ours: readonly string[], mined: readonly string[]): string | undefined {
  const [found, expected] = [new Set(ours), new Set(mined)]
  const more = ours.find((tuple) => !expected.has(tuple))
  const less = mined.find((tuple) => !found.has(tuple))
  if (more === undefined && less === undefined) return undefined
  const first = more === undefined ? `mined ${less} is missing` : `${more} was not mined`
  return `${what}: ${found.size}, ${expected.size} mined; ${first}`
}

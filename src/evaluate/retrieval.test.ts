import { describe, expect, it } from 'vitest'
import type { NeighbourBlock } from './neighbours.ts'
import { retrieval } from './retrieval.ts'
import { summarize } from './summarize.ts'

/** Lists of neighbours as blocks of `size` queries. */
function blocksOf(lists: number[][], size = lists.length): NeighbourBlock[] {
  const blocks: NeighbourBlock[] = []
  for (let start = 0; start < lists.length; start += size) {
    const part = lists.slice(start, start + size)
    const indices = Int32Array.from(part.flat())
    const k = part[0]!.length
    blocks.push({ start, count: part.length, k, indices, distances: new Float32Array(indices.length) })
  }
  return blocks
}

const level = (query: number[], gallery = query, name = 'kind') => ({
  name,
  queryLabels: Int32Array.from(query),
  galleryLabels: Int32Array.from(gallery),
})

/** Points on a line, every other point listed from near to far; equal distances in order of rows. */
function line(points: number[], k = points.length - 1): number[][] {
  return points.map((x, q) => {
    const others = points.map((_, i) => i).filter((i) => i !== q)
    others.sort((a, b) => Math.abs(points[a]! - x) - Math.abs(points[b]! - x) || a - b)
    return [...others, ...new Array<number>(k).fill(-1)].slice(0, k)
  })
}

describe('retrieval', () => {
  it('a perfect embedding scores exactly 1 in every metric that can reach 1', async () => {
    const labels = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]
    const blocks = blocksOf(line(labels.map((label, i) => 100 * label + i)))
    const [kind] = await retrieval({ blocks, levels: [level(labels)] as const, leaveOneOut: true, ks: [1, 2, 3] })
    const { means, macro, counted } = summarize(kind)
    expect(counted).toBe(12)
    expect(Object.keys(means)).toHaveLength(14)
    for (const value of [...Object.values(means), ...Object.values(macro!)]) expect(value).toBe(1)
  })

  it('gives the numbers worked by hand, query by query', async () => {
    // Classes a a a b b at 0 1 5 2 9: the lists, nearest first, are
    // 0: a3 -> [1a 3b 2a 4b]; 1: [0a 3b 2a 4b] (tie of 0 and 3); 2: [3b 1a 4b 0a]; 3: [1a 0a 2a 4b]; 4: [2a 3b 1a 0a]
    const labels = [0, 0, 0, 1, 1]
    const blocks = blocksOf(line([0, 1, 5, 2, 9]))
    const [kind] = await retrieval({ blocks, levels: [level(labels)] as const, leaveOneOut: true, ks: [1, 2] })
    expect([...kind.relevant]).toEqual([2, 2, 2, 1, 1])
    expect([...kind.recallAt.get(1)!]).toEqual([1, 1, 0, 0, 0])
    expect([...kind.recallAt.get(2)!]).toEqual([1, 1, 1, 0, 1])
    expect([...kind.precisionAt.get(2)!]).toEqual([0.5, 0.5, 0.5, 0, 0.5])
    expect([...kind.rPrecision!]).toEqual([0.5, 0.5, 0.5, 0, 0])
    expect([...kind.averagePrecisionAtR!]).toEqual([0.5, 0.5, 0.25, 0, 0])
    const ap = [(1 + 2 / 3) / 2, (1 + 2 / 3) / 2, 0.5, 0.25, 0.5]
    expect([...kind.averagePrecision!]).toEqual(ap.map(Math.fround))
    expect([...kind.reciprocalRank]).toEqual([1, 1, 0.5, 0.25, 0.5])
    const third = 1 / Math.log2(3)
    const [both, second] = [(1 + 0.5) / (1 + third), third]
    expect([...kind.ndcg!].slice(0, 2)).toEqual([both, both].map(Math.fround))
    expect(kind.ndcg![4]).toBe(Math.fround(second))
  })

  it('does not depend on how the queries are cut into blocks, nor on the order of blocks, sync or async', async () => {
    const labels = [0, 0, 0, 1, 1]
    const lists = line([0, 1, 5, 2, 9])
    const levels = [level(labels)] as const
    const whole = await retrieval({ blocks: blocksOf(lists), levels, leaveOneOut: true })
    const parts = await retrieval({ blocks: blocksOf(lists, 2).reverse(), levels, leaveOneOut: true })
    async function* later() {
      yield* blocksOf(lists, 3)
    }
    expect(parts).toEqual(whole)
    expect(await retrieval({ blocks: later(), levels, leaveOneOut: true })).toEqual(whole)
  })

  it('equal distances keep the order of the list', async () => {
    const levels = [level([0], [1, 0])] as const
    const judged = async (list: number[]) => {
      const [kind] = await retrieval({ blocks: blocksOf([list]), levels, leaveOneOut: false })
      return kind.reciprocalRank[0]
    }
    expect(await judged([0, 1])).toBe(0.5)
    expect(await judged([1, 0])).toBe(1)
  })

  it('a class with one member does not count and is NaN, not 0', async () => {
    const blocks = blocksOf(line([0, 1, 10]))
    const [kind] = await retrieval({ blocks, levels: [level([0, 0, 1])] as const, leaveOneOut: true })
    expect([...kind.counted]).toEqual([1, 1, 0])
    expect(kind.recallAt.get(1)![2]).toBeNaN()
    expect(kind.averagePrecisionAtR![2]).toBeNaN()
    expect(summarize(kind).means).toMatchObject({ 'Recall@1': 1, 'MAP@R': 1, MRR: 1 })
  })

  it('judges several levels, gallery apart from the queries, in one pass', async () => {
    const blocks = blocksOf([
      [2, 0, 1],
      [1, 2, 0],
    ])
    const levels = [level([0, 0], [0, 0, 1], 'coarse'), level([10, 12], [10, 11, 20], 'fine')] as const
    const [coarse, fine] = await retrieval({ blocks, levels, leaveOneOut: false })
    expect(coarse.level).toBe('coarse')
    expect([...coarse.recallAt.get(1)!]).toEqual([0, 1])
    expect([...fine.counted]).toEqual([1, 0])
    expect(fine.reciprocalRank[0]).toBe(0.5)
  })

  it('leaves out, and does not fake, what lists that are too short cannot know', async () => {
    const labels = [0, 0, 0, 0, 1, 1]
    const lists = line([0, 1, 2, 3, 10, 11], 2)
    const levels = [level(labels, labels, 'coarse'), level([0, 0, 1, 1, 2, 2], undefined, 'fine')] as const
    const [coarse, fine] = await retrieval({ blocks: blocksOf(lists), levels, leaveOneOut: true })
    expect([...coarse.recallAt.keys()]).toEqual([1, 2])
    expect([...coarse.precisionAt.keys()]).toEqual([1, 2])
    expect([...coarse.ndcgAt.keys()]).toEqual([1, 2])
    const whole = [coarse.rPrecision, coarse.averagePrecision, coarse.averagePrecisionAtR, coarse.ndcg]
    expect(whole).toEqual([null, null, null, null])
    expect(fine.averagePrecisionAtR).not.toBeNull()
    expect(Object.keys(summarize(coarse).means)).toEqual([
      ...['Recall@1', 'Recall@2', 'Precision@1', 'Precision@2', 'NDCG@1', 'NDCG@2', 'MRR'],
    ])
  })

  it('k beyond the gallery, padded with -1 or not, leaves nothing out', async () => {
    const points = [0, 1, 10]
    const levels = [level([0, 0, 0])] as const
    const short = await retrieval({ blocks: blocksOf(line(points)), levels, leaveOneOut: true })
    const padded = await retrieval({ blocks: blocksOf(line(points, 8)), levels, leaveOneOut: true })
    expect(summarize(padded[0]).means).toEqual(summarize(short[0]).means)
    expect(summarize(padded[0]).means).toMatchObject({ 'Recall@8': 1, 'Precision@8': 0.25, MAP: 1, 'MAP@R': 1 })
  })

  it('a missing neighbour is wrong, also for a query without a label', async () => {
    const levels = [level([0, -1], [0, -1])] as const
    const blocks = blocksOf([
      [-1, 0],
      [-1, 1],
    ])
    const [kind] = await retrieval({ blocks, levels, leaveOneOut: false })
    expect([...kind.counted]).toEqual([1, 0])
    expect(kind.reciprocalRank[0]).toBe(0.5)
  })

  it('refuses lists that hold the query, blocks that overlap, differ in k or leave queries out', async () => {
    const levels = [level([0, 0, 0])]
    const judge = (blocks: NeighbourBlock[]) => retrieval({ blocks, levels, leaveOneOut: true })
    const sound = blocksOf(line([0, 1, 2]), 1)
    await expect(judge(blocksOf([[0], [0], [0]]))).rejects.toThrow('must not be its own neighbour, got 0')
    await expect(judge([...sound, sound[0]!])).rejects.toThrow('a query must come in one block only, got 0')
    await expect(judge([sound[0]!, ...blocksOf(line([0, 1, 2], 1)).slice(0, 1)])).rejects.toThrow('k = 2, got 1')
    await expect(judge(sound.slice(1))).rejects.toThrow('must cover all 3 queries, got 2')
    await expect(judge([])).rejects.toThrow('must cover all 3 queries, got 0')
  })

  it('refuses levels that do not fit together, no level, no query, and a k below 1', async () => {
    const blocks = blocksOf(line([0, 1]))
    const judge = (levels: ReturnType<typeof level>[], ks = [1]) =>
      retrieval({ blocks, levels, leaveOneOut: false, ks })
    await expect(judge([level([0, 0]), level([0])])).rejects.toThrow('the same 2 queries and 2 gallery items')
    await expect(judge([])).rejects.toThrow('at least one label level')
    await expect(judge([level([], [0])])).rejects.toThrow('at least one query')
    await expect(judge([level([0, 0])], [0])).rejects.toThrow('integers of at least 1, got 0')
  })
})

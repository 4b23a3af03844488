import { describe, expect, it } from 'vitest'
import type { Protocol } from '../data/protocol.ts'
import { random } from '../random.ts'
import type { JudgeOptions } from './judge.ts'
import { judge } from './judge.ts'

const dimension = 40
const [classes, each] = [24, 6]

/** 24 kinds of 6 images in 8 groups; the last 20 kinds were never trained on. Kind 0 is on its own in group 0. */
const fine = Int32Array.from({ length: classes * each }, (_, i) => Math.floor(i / each))
const coarse = fine.map((kind) => kind % 8)
const names = (count: number, stem: string): string[] => Array.from({ length: count }, (_, i) => `${stem}${i}`)
const levels = [
  { name: 'half', classes: ['even', 'odd'], labels: fine.map((kind) => kind % 2) },
  { name: 'group', classes: names(8, 'g'), labels: coarse },
  { name: 'kind', classes: names(classes, 'k'), labels: fine },
]
const rows = Int32Array.from(fine.keys())

function protocolOf(changes: Partial<Protocol> = {}): Protocol {
  return {
    label: levels[1]!,
    evaluateLabel: levels[2]!,
    levels,
    train: new Int32Array(0),
    query: rows,
    gallery: null,
    unseenClasses: new Set(names(20, '').map((_, i) => i + 4)),
    severalKinds: new Uint8Array(rows.length),
    ...changes,
  }
}

/** Every kind on a point of its own. */
const perfect = Float32Array.from({ length: rows.length * dimension }, (_, at) =>
  at % dimension === fine[Math.floor(at / dimension)]! ? 1 : 0,
)
const run = (changes: Partial<JudgeOptions> = {}) =>
  judge({ protocol: protocolOf(), queries: perfect, gallery: null, dimension, ...changes })

describe('judge', () => {
  it('gives a perfect embedding exactly 1 in all that can reach 1, and errors of exactly 0', async () => {
    const { levels: judged, fewShot } = await run({ ks: [2, 5] })
    const [kind] = judged
    const ones: Record<string, number | undefined> = {}
    for (const part of ['all', 'seen', 'unseen'] as const) {
      const { means, macro } = kind![part]!
      for (const [name, value] of Object.entries(means)) ones[`${part} ${name}`] = value
      for (const [name, value] of Object.entries(macro!)) ones[`${part} macro ${name}`] = value
      const { auc, accuracy, f1, trueAccept, equalErrorRate, heldOut } = kind!.verification![part]!
      Object.assign(ones, { [`${part} AUC`]: auc, [`${part} accuracy`]: accuracy.score, [`${part} F1`]: f1.score })
      for (const { far, tar } of trueAccept) ones[`${part} TAR@FAR ${far}`] = tar
      expect(equalErrorRate).toBe(0)
      ones[`${part} held out`] = heldOut!.accuracy.mean
      const { nmi, ami, ari, f1: pairs } = kind!.clusters![part]!
      Object.assign(ones, {
        [`${part} NMI`]: nmi,
        [`${part} AMI`]: ami,
        [`${part} ARI`]: ari,
        [`${part} pairs`]: pairs,
      })
    }
    for (const one of fewShot!.free) ones[`${one.ways}-way ${one.shots}-shot`] = one.accuracy.mean
    for (const { name, means } of kind!.byClass)
      for (const [metric, value] of Object.entries(means!)) ones[`${name} ${metric}`] = value
    expect(Object.keys(ones)).toEqual(
      expect.arrayContaining([
        ...['Recall@1', 'Recall@5', 'Precision@1', 'NDCG@5', 'R-precision', 'MAP', 'MAP@R', 'NDCG', 'MRR'].map(
          (m) => `all ${m}`,
        ),
        ...['all TAR@FAR 0.1', 'all TAR@FAR 0.01', 'unseen AUC', '20-way 5-shot', 'k0 MAP@R', 'seen macro NDCG'],
      ]),
    )
    expect(Object.entries(ones).filter(([, value]) => value !== 1)).toEqual([])
  })

  it('judges by the label of retrieval, the one trained on, and every other level of the dataset', async () => {
    const { levels: judged, fewShot } = await run()
    expect(judged.map(({ level }) => level)).toEqual(['kind', 'group', 'half'])
    // The nearest of another kind is of the group by chance alone: all lie equally far.
    expect(judged[1]!.all.means['R-precision']).toBeLessThan(1)
    expect(judged[1]!.byClass.map(({ name, seen, queries }) => [name, seen, queries])).toEqual(
      names(8, 'g').map((name, g) => [name, g < 4, 18]),
    )
    expect(judged[2]!.verification!.all!.auc).toBeGreaterThan(0.5)
    expect(fewShot!.of).toBe('unseen')
    expect(Object.keys(judged[0]!.all.means).filter((name) => /^Recall/.test(name))).toEqual([
      ...['Recall@1', 'Recall@2', 'Recall@4', 'Recall@8'],
    ])
  })

  it('leaves queries without a label and without a classmate out, and counts both', async () => {
    const labels = fine.map((kind, i) => (i < 3 ? -1 : i === 3 ? 23 : kind))
    labels[4] = 24
    const lone = { name: 'kind', classes: names(25, 'k'), labels }
    const protocol = protocolOf({ evaluateLabel: lone, label: lone, levels: [lone], unseenClasses: new Set() })
    const { all, byClass } = (await run({ protocol })).levels[0]!
    expect([all.queries, all.counted, all.unlabelled]).toEqual([144, 139, 3])
    expect(byClass.find(({ name }) => name === 'k24')).toMatchObject({ queries: 1, recallAt1: null, means: {} })
    expect(byClass.reduce((sum, { queries }) => sum + queries, 0)).toBe(141)
  })

  it('measures nothing where there is one class, and says so by null', async () => {
    const labels = new Int32Array(rows.length)
    const only = { name: 'only', classes: ['all'], labels }
    const protocol = protocolOf({ evaluateLabel: only, label: only, levels: [only], unseenClasses: new Set() })
    const { levels: judged, fewShot } = await run({ protocol })
    expect(judged[0]!.all.means['MAP@R']).toBe(1)
    expect(judged[0]!.verification).toEqual({ all: null, seen: null, unseen: null })
    expect(judged[0]!.clusters).toEqual({ all: null, seen: null, unseen: null })
    expect(fewShot).toEqual({ of: 'all', free: [], byMakers: null })
  })

  it('is no better than chance where all embeddings are equal, or zeros, and counts them', async () => {
    for (const value of [0, 0.5]) {
      const { levels: judged, fewShot, odd } = await run({ queries: new Float32Array(perfect.length).fill(value) })
      const { auc, equalErrorRate, accuracy } = judged[0]!.verification!.all!
      expect([auc, equalErrorRate, accuracy.score]).toEqual([0.5, 0.5, 0.5])
      expect(judged[0]!.clusters!.all!.ami).toBe(0)
      expect(fewShot!.free[0]!.accuracy.mean).toBeCloseTo(0.2, 12)
      expect(odd).toEqual({ zeros: value === 0 ? 144 : 0, duplicates: 143 })
    }
  })

  it('refuses embeddings with NaN, naming the row', async () => {
    const queries = perfect.slice()
    queries[7 * dimension] = Number.NaN
    await expect(run({ queries })).rejects.toThrow("the queries must be finite numbers, got 'NaN in row 7'")
  })

  it('searches queries in a gallery apart, with examples for few shots from there', async () => {
    const [query, gallery] = [rows.filter((row) => row % each < 2), rows.filter((row) => row % each >= 2)]
    const of = (which: Int32Array) =>
      Float32Array.from([...which].flatMap((row) => [...perfect.subarray(row * dimension, (row + 1) * dimension)]))
    const protocol = protocolOf({ query, gallery, unseenClasses: new Set() })
    const found = await judge({ protocol, queries: of(query), gallery: of(gallery), dimension })
    const { verification, all } = found.levels[0]!
    expect([found.leaveOneOut, found.gallery]).toEqual([false, 96])
    expect([all.means['MAP@R'], verification!.all!.genuine, verification!.all!.auc]).toEqual([1, 48 * 4, 1])
    expect(found.fewShot!.free.map(({ accuracy }) => accuracy.mean)).toEqual([1, 1])
  })

  it('clusters no more than it is asked to, and asks about makers where these are known', async () => {
    const makers = { of: rows.map((row) => row % each), within: new Int32Array(rows.length) }
    const { levels: judged, fewShot } = await run({ clusters: 1000, makers })
    // 24 queries of 4 kinds were seen.
    expect(judged[0]!.clusters).toMatchObject({ all: null, seen: { k: 4 }, unseen: null })
    expect(fewShot!.byMakers).toMatchObject({ ways: 20, shots: 1, accuracy: { mean: 1 } })
  })

  it('judges noise near chance, and the same twice', async () => {
    const queries = Float32Array.from(perfect, random('judge').normal)
    const first = await run({ queries })
    const { verification, clusters } = first.levels[0]!
    expect(Math.abs(verification!.all!.auc - 0.5)).toBeLessThan(0.1)
    expect(Math.abs(clusters!.all!.ami)).toBeLessThan(0.1)
    expect(await run({ queries })).toEqual(first)
  })
})

import type { Estimate, ReportData, ReportMethod } from './data.ts'

export const estimate = (mean: number, halfWidth = 0.01, n = 3): Estimate => ({ mean, halfWidth, n })

export const method = (positives: string, loss = 'triplet'): ReportMethod => ({
  name: `${loss} · ${positives}`,
  loss,
  positives,
  negatives: 'semihard',
  runs: [0, 1].map((seed) => ({
    seed,
    curve: [0, 1, 2].map((step) => ({ step, loss: 1 / (step + 1 + seed) })),
    judged: [0, 2].map((step) => ({ step, recallAt1: 0.1 * step, effectiveRank: 1.5 })),
  })),
  picture: {
    kind: 'circle',
    xy: [0, 1, 2, 3, 4, 5].flatMap((i) => [Math.cos(i + positives.length), Math.sin(i + positives.length)]),
  },
  neighbours: [
    [
      { item: 1, right: true },
      { item: 2, right: false },
    ],
  ],
})

/** Six items on a circle, two methods, one query. The sprite is a real PNG of one pixel, for every item. */
export const reportOf = (change: Partial<ReportData> = {}): ReportData => ({
  title: 'One option changed',
  subtitle: 'Trained on parity, asked for digits.',
  dataset: { name: 'Digits', images: 6, trainLabel: 'parity', evaluateLabel: 'digit', judgedOn: 'unseen digits' },
  created: '2026-01-02T03:04:05.000Z',
  version: '0.1.0',
  command: 'nearkin compare digits --seeds 2',
  methods: [method('all'), method('easiest')],
  items: [0, 1, 2, 3, 4, 5].map((i) => ({
    name: `${i}.png`,
    trainLabel: i % 2 ? 'odd' : 'even',
    fineLabel: String(i % 4),
    seen: i % 4 < 2,
    thumbnail: 0,
  })),
  queries: [0],
  sprite: {
    uri: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    columns: 1,
    rows: 1,
    tileWidth: 1,
    tileHeight: 1,
  },
  table: {
    columns: [{ name: 'Recall@1', definition: 'Share of queries with a right nearest neighbour.', better: 'higher' }],
    rows: [[estimate(0.3)], [estimate(0.4)]],
    differences: [{ of: 1, less: 0, estimate: estimate(0.1) }],
  },
  ...change,
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batchesOf } from '../src/cli/batches.ts'
import { designOf } from '../src/cli/designOf.ts'
import { scheduleOf } from '../src/cli/optimizerOf.ts'
import { stepsFor } from '../src/cli/stepsFor.ts'
import { interval } from '../src/evaluate/interval.ts'
import { multiSimilarity } from '../src/losses/multiSimilarity.ts'
import { triplet } from '../src/losses/triplet.ts'
import { semihard } from '../src/pairs/negatives/semihard.ts'
import type { FreePositiveRule } from '../src/pairs/rule.ts'
import type { Data } from '../src/runs/dataOf.ts'
import { dataOf, embedRows } from '../src/runs/dataOf.ts'
import { queryValues } from '../src/runs/queryValues.ts'
import { type Settings, settingsOf } from '../src/runs/settings.ts'
import { embeddingModel, openEmbedder } from '../src/train/embedder.ts'
import { progress } from '../src/train/progress.ts'
import { openRun } from '../src/train/runFolder.ts'
import { train } from '../src/train/trainer.ts'
import { positiveCandidates } from './positiveCandidates.ts'

/** Trains a head on the features of a frozen model with each candidate for a rule of positives, once by the coarse label and once by
 *  the fine one, and prints Recall@1 of the fine label: where classes hold several kinds, and where they hold one. Each cell is the
 *  mean of triplet and multi-similarity loss over the seeds, with the interval over the seeds.
 *  @param photos a dataset with a coarse and a fine label
 *  @param model a frozen backbone, ONNX */
export async function benchPositives(
  { model, photos, seeds }: { readonly model: string; readonly photos: string; readonly seeds: number },
  say: (line: string) => void,
): Promise<void> {
  const columns = []
  for (const [name, label] of [
    ['several kinds', 'coarse'],
    ['one kind', 'fine'],
  ] as const) {
    const settings = settingsOf({ dataset: photos, backbone: model, label, evaluateLabel: 'fine' })
    const data = await dataOf(settings)
    try {
      const cells = []
      for (const { words, rule } of positiveCandidates) {
        const bySeed = []
        for (let seed = 0; seed < seeds; seed++) {
          const recalls = []
          for (const loss of losses(rule)) recalls.push(await recallOf({ ...settings, seed }, data, loss))
          bySeed.push(recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length)
        }
        const { mean, half } = interval(bySeed)
        cells.push(half === null ? mean.toFixed(3) : `${mean.toFixed(3)} ± ${half.toFixed(3)}`)
        process.stderr.write(`  ${name}: ${words} ${cells.at(-1)}\n`)
      }
      columns.push({ name, cells })
    } finally {
      await data.close()
    }
  }
  say(`| rule | ${columns.map(({ name }) => name).join(' | ')} |`)
  say(`|---|${columns.map(() => '---|').join('')}`)
  for (const [i, { words }] of positiveCandidates.entries())
    say(`| ${words} | ${columns.map(({ cells }) => cells[i]).join(' | ')} |`)
}

const losses = (positives: FreePositiveRule) => [
  triplet({ positives, negatives: semihard() }),
  multiSimilarity({ positives }),
]

/** Recall@1 of the headline's queries after a training as `nearkin train` does it. */
async function recallOf(settings: Settings, data: Data, loss: ReturnType<typeof triplet>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'nearkin-positives-'))
  const config = { ...settings }
  const run = openRun(join(folder, 'run'), { resume: false, config })
  try {
    const design = { ...designOf(settings, data), loss }
    const steps = stepsFor(settings, data.dataset)
    const sampler = batchesOf(settings, data)
    const { weights } = await train({
      design,
      steps,
      schedule: scheduleOf(settings, steps),
      seed: settings.seed,
      device: 'cpu',
      run,
      config,
      progress: progress({ total: steps, unit: 'steps', label: '', after: Number.POSITIVE_INFINITY }),
      batch: async (place) => {
        const rows = sampler.batch(place)
        return { samples: await data.samples(rows), labels: data.labels(rows), epoch: 0 }
      },
    })
    const model = embeddingModel(design.network, design.intake, weights, { weights: 'constant' })
    const embedder = await openEmbedder(model.bytes, data.intake, { device: 'cpu' })
    try {
      const { dimension } = embedder
      const { recallAt1 } = await queryValues(data, { dimension, embed: (rows) => embedRows(embedder, data, rows) })
      const asked = [...recallAt1].filter((value) => !Number.isNaN(value))
      return asked.reduce((sum, value) => sum + value, 0) / asked.length
    } finally {
      await embedder.close()
    }
  } finally {
    run.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { triplet } from '../losses/triplet.ts'
import { linear } from '../nn/linear.ts'
import { adam } from '../optim/adam.ts'
import { random } from '../random.ts'
import { floats, ints } from '../tensor/array.ts'
import { bestOf } from './best.ts'
import { features } from './intake.ts'
import { eventsName } from './openEvents.ts'
import { openRun } from './runFolder.ts'
import type { Training, TrainingOptions } from './trainer.ts'
import { train } from './trainer.ts'

describe('a search for the best', () => {
  it('keeps the first of equals, counts the looks since, and is over when patience is', () => {
    const best = bestOf({ metric: 'recall', patience: 2 })
    expect(best.state).toBe(undefined)
    const looks = [0.2, 0.5, 0.5, 0.6, 0.1, Number.NaN].map((recall, i) => best.look(10 * i, { recall, other: 1 }))
    expect(looks).toEqual([true, true, false, true, false, false])
    expect(best.state).toEqual({ step: 30, value: 0.6, since: 2 })
    expect(best.over).toBe(true)
  })

  it('takes less for better where it is told, and goes on from where another was', () => {
    const best = bestOf({ metric: 'loss', higher: false, patience: 3 }, { step: 5, value: 1, since: 2 })
    expect(best.over).toBe(false)
    expect(best.look(6, { loss: 0.9 })).toBe(true)
    expect(best.state).toEqual({ step: 6, value: 0.9, since: 0 })
  })

  it('has nothing to keep of looks that give no number, and takes any number after them', () => {
    const best = bestOf({ metric: 'recall', patience: 1 })
    expect(best.look(1, { recall: Number.NaN })).toBe(false)
    expect(best.over).toBe(false)
    expect(best.look(2, { recall: Number.NEGATIVE_INFINITY })).toBe(true)
  })

  it('refuses a metric that no look gives, and an impossible patience', () => {
    expect(() => bestOf({ metric: 'recal' }).look(1, { recall: 1, spread: 2 })).toThrow(
      "keepBest: metric must be the name of a number that the looks give, got 'recal'; they give recall, spread",
    )
    expect(() => bestOf({ metric: 'a', patience: 0 })).toThrow(
      'keepBest: patience must be a whole number of looks from 1',
    )
  })
})

const place = fs.mkdtempSync(join(tmpdir(), 'nearkin-best-'))
afterAll(() => fs.rmSync(place, { recursive: true }))

const size = 6
const config = { name: 'best' }
const recalls = [0.1, 0.4, 0.3, 0.8, 0.7, 0.6, 0.5, 0.9]
let runs = 0

/** Trains 16 steps with a look after every second, stopping and going on, the looks giving the above. */
async function trained(
  changes: Partial<TrainingOptions> = {},
  stops: readonly number[] = [],
  folder = join(place, `run ${runs++}`),
): Promise<Training & { folder: string; looks: number[] }> {
  const looks: number[] = []
  let result: Training | undefined
  for (const [i, stop] of [...stops, Number.POSITIVE_INFINITY].entries()) {
    const run = openRun(folder, { resume: i > 0 || fs.existsSync(folder), config })
    let shown = 0
    try {
      result = await train({
        design: {
          network: linear({ inputs: 4, outputs: 2 }),
          loss: triplet(),
          optimizer: adam(),
          intake: features(4),
          batchSize: size,
        },
        batch: async (step) => ({
          samples: floats(Float32Array.from({ length: size * 4 }, random(`batch ${step}`).normal), [size, 4]),
          labels: ints([0, 0, 0, 1, 1, 1]),
        }),
        steps: 16,
        schedule: () => 0.05,
        seed: 1,
        run,
        config,
        checkpointEvery: 5,
        judge: {
          every: 2,
          look: async (embedder) => {
            looks.push(shown)
            const one = await embedder.embed(1, () => floats([1, 2, 3, 4], [1, 4]))
            return { recall: recalls[shown / 2 - 1]!, first: one[0]! }
          },
        },
        keepBest: { metric: 'recall' },
        progress: {
          update(done) {
            shown = done
          },
          say: () => {},
          done: () => {},
        },
        interrupt: {
          get requested() {
            return shown >= stop
          },
        },
        threads: 1,
        ...changes,
      })
    } finally {
      run.close()
    }
  }
  return { ...result!, folder, looks }
}

const files = (folder: string): Record<string, string> =>
  Object.fromEntries(
    [...fs.readdirSync(join(folder, 'checkpoint')).map((name) => join('checkpoint', name)), 'log.jsonl'].map((name) => [
      name,
      fs.readFileSync(join(folder, name)).toString('base64'),
    ]),
  )

describe('a training that keeps its best weights', () => {
  it('gives them in place of the last, and says when they were found', async () => {
    const short = await trained({ steps: 8, keepBest: { metric: 'recall', patience: 100 } })
    const long = await trained({ steps: 14 })
    expect(long).toMatchObject({ best: { step: 8, value: 0.8 }, ended: 'steps', step: 14 })
    expect(long.weights['network.weight']).toEqual(short.state['network.weight'])
    expect(long.state['network.weight']).not.toEqual(short.state['network.weight'])
    expect((await trained()).best).toEqual({ step: 16, value: 0.9 })
  })

  it('ends when patience does, and a resumed one then has nothing left to do', async () => {
    const ended = await trained({ keepBest: { metric: 'recall', patience: 2 } })
    expect(ended).toMatchObject({ ended: 'patience', step: 12, best: { step: 8, value: 0.8 } })
    const before = files(ended.folder)
    const again = await trained({ keepBest: { metric: 'recall', patience: 2 } }, [], ended.folder)
    expect(again).toMatchObject({ ended: 'patience', step: 12, best: { step: 8 }, looks: [] })
    expect(again.weights).toEqual(ended.weights)
    expect(files(ended.folder)).toEqual(before)
  })

  it.each([
    [[1]],
    [[4]],
    [[7]],
    [[8]],
    [[9, 11]],
    [[3, 6, 12]],
  ])('ends with the same bytes stopped after %j and resumed, averages, patience and all', async (stops) => {
    const all = { ema: 0.9, keepBest: { metric: 'recall', patience: 3 }, checkpointEvery: 100 }
    const [whole, resumed] = [await trained(all), await trained(all, stops)]
    expect(whole).toMatchObject({ ended: 'patience', step: 14 })
    expect(resumed.weights).toEqual(whole.weights)
    const [a, b] = [files(whole.folder), files(resumed.folder)]
    for (const name of Object.keys(a)) expect(b[name], name).toBe(a[name])
  })

  it('keeps on the disk the weights that its two checkpoints name, and no others', async () => {
    const { folder } = await trained({ steps: 14 })
    expect(fs.readdirSync(join(folder, 'checkpoint')).sort()).toEqual([
      'best-00000008.safetensors',
      'step-00000010.safetensors',
      'step-00000014.safetensors',
    ])
    const { folder: other } = await trained()
    expect(fs.readdirSync(join(other, 'checkpoint')).filter((name) => name.startsWith('best'))).toEqual([
      'best-00000008.safetensors',
      'best-00000016.safetensors',
    ])
  })

  it('judges and keeps the averages where there are any', async () => {
    const { weights, state } = await trained({ ema: 0.99 })
    expect(weights['network.weight']).toEqual(state['ema.network.weight'])
    expect(weights['network.weight']).not.toEqual(state['network.weight'])
    const { weights: last, state: its } = await trained({ ema: 0.99, keepBest: undefined } as never)
    expect(last['network.weight']).toEqual(its['ema.network.weight'])
  })

  it('gives frozen weights back with them, which their file leaves out', async () => {
    const { weights, state } = await trained({
      phases: [{ steps: 14, trained: (name) => name.endsWith('bias') }],
      steps: 14,
    })
    expect(Object.keys(weights)).toEqual(['network.weight', 'network.bias'])
    expect(weights['network.weight']).toBe(state['network.weight'])
    expect(weights['network.bias']).not.toEqual(state['network.bias'])
  })

  it('writes what it logs to TensorBoard’s events too, where that is asked for', async () => {
    const { folder } = await trained({ events: true }, [7])
    expect(fs.readFileSync(join(folder, eventsName)).includes('recall')).toBe(true)
    expect(fs.existsSync(join((await trained()).folder, eventsName))).toBe(false)
  })

  it('says so where the best weights are missing or damaged', async () => {
    const { folder } = await trained({ keepBest: { metric: 'recall', patience: 2 } })
    const path = join(folder, 'checkpoint', 'best-00000008.safetensors')
    const again = () => trained({ keepBest: { metric: 'recall', patience: 2 } }, [], folder)
    fs.truncateSync(path, 100)
    await expect(again()).rejects.toThrow(`${path}: the best weights must read whole (${path}: `)
    fs.rmSync(path)
    await expect(again()).rejects.toThrow(
      'the best weights must read whole (there is no such file); restore it from a copy, or train anew',
    )
  })

  it('needs looks', async () => {
    await expect(trained({ judge: undefined } as never)).rejects.toThrow(
      'keepBest: the best weights are found by looks; give judge, or leave keepBest out',
    )
  })
})

describe('batches', () => {
  it('may come later, and those of the next step are asked for before this one runs', async () => {
    const asked: number[] = []
    let given = 0
    const { step } = await trained({
      steps: 4,
      keepBest: { metric: 'first' },
      batch: async (number) => {
        asked.push(number)
        await new Promise((resolve) => setTimeout(resolve, 5))
        given++
        return {
          samples: floats(Float32Array.from({ length: size * 4 }, random(`batch ${number}`).normal), [size, 4]),
          labels: ints([0, 0, 0, 1, 1, 1]),
        }
      },
    })
    expect(step).toBe(4)
    expect(asked).toEqual([0, 1, 2, 3])
    expect(given).toBe(4)
  })

  it('that fail end the training with their error, whether now or for the next step', async () => {
    for (const bad of [0, 2])
      await expect(
        trained({
          batch: async (number) => {
            if (number === bad) throw new Error('no such image')
            return { samples: floats(new Float32Array(size * 4).fill(1), [size, 4]), labels: ints([0, 0, 0, 1, 1, 1]) }
          },
        }),
      ).rejects.toThrow('no such image')
  })
})

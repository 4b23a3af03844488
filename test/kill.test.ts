import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { random } from '../src/random.ts'
import { readLog } from '../src/train/log.ts'
import { eventsName } from '../src/train/openEvents.ts'
import type { Call, Program } from './program/program.ts'
import { program } from './program/program.ts'
import { kinds } from './program/tree.ts'

let nearkin: Program
let data: string
beforeAll(async () => {
  nearkin = await program()
  data = await kinds(join(nearkin.folder, 'data'))
}, 120_000)
afterAll(() => nearkin.remove())

const steps = 400
const checkpointEvery = 7
const small = ['--widths', '4,8', '--embedding', '4', '--image-size', '16', '--classes', '3', '--samples', '4']

const trainings = {
  'triplet loss, SGD with momentum, step schedule': [
    ...['--optimizer', 'sgd', '--momentum', '0.9', '--nesterov', '--weight-decay', '0.0001', '--rate', '0.01'],
    ...['--schedule', 'step'],
  ],
  'margin loss with a learned beta and a cross-batch memory, noise in the choice of negatives, Adam, warm-up and cosine, clipping':
    [
      ...['--loss', 'margin:learn-beta:nu=0.01', '--positives', 'all', '--negatives', 'distance-weighted'],
      ...['--memory', '20'],
      ...['--optimizer', 'adam', '--schedule', 'cosine', '--warmup', '20', '--clip', '1'],
    ],
}

/** When a training is killed. */
type Moment = (call: Call, run: string) => Promise<unknown>

const afterStart =
  (ms: number): Moment =>
  () =>
    sleep(ms)

const afterStep =
  (step: number, ms: number): Moment =>
  async ({ child }, run) => {
    while (child.exitCode === null && lastStep(run) < step) await sleep(2)
    await sleep(ms)
  }

/** When a file of such a name is seen: a checkpoint under its temporary name is just being written. */
const whenThere =
  (folder: string, name: RegExp): Moment =>
  async ({ child }, run) => {
    const place = join(run, folder)
    const seen = (): boolean => existsSync(place) && readdirSync(place).some((entry) => name.test(entry))
    for (let ticks = 0; child.exitCode === null && !seen(); ticks++) await (ticks % 50 === 0 ? sleep(1) : undefined)
  }

/** Ten of each training: while it starts, at random steps, in the middle of writing a checkpoint, and at the end. */
function moments(seed: string): Moment[] {
  const rng = random(seed)
  const temporary = /\.tmp$/
  const at = [0, 1, 2, 3, 4].map((fifth) => 10 * (8 * fifth + 1 + rng.below(7)))
  return [
    afterStart(rng.below(300)),
    afterStep(at[0]!, rng.below(40)),
    whenThere('checkpoint', temporary),
    afterStep(at[1]!, rng.below(40)),
    afterStart(300 + rng.below(600)),
    afterStep(at[2]!, rng.below(40)),
    whenThere('checkpoint', temporary),
    afterStep(at[3]!, rng.below(40)),
    afterStep(at[4]!, rng.below(40)),
    whenThere('', /^model\.onnx$/),
  ]
}

function lastStep(run: string): number {
  const path = join(run, 'log.jsonl')
  return existsSync(path) ? Math.max(0, ...readLog(path).map(({ step }) => step ?? 0)) : 0
}

/** What must not differ by a byte. */
function contents(run: string): Record<string, Buffer> {
  const checkpoint = join('checkpoint', readdirSync(join(run, 'checkpoint')).sort().at(-1)!)
  const looks = readdirSync(join(run, 'looks')).map((name) => join('looks', name))
  const files = [checkpoint, 'model.onnx', 'log.jsonl', 'evaluation.json', 'config.json', ...looks]
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(run, name))]))
}

describe('a training that is killed with SIGKILL ten times', () => {
  it.each(Object.entries(trainings))(
    'ends, resumed each time, with the bytes of one that never was: %s',
    async (name, options) => {
      const folder = join(nearkin.folder, name.slice(0, 7))
      const args = [
        'train',
        data,
        ...small,
        ...options,
        '--steps',
        `${steps}`,
        '--checkpoint-every',
        `${checkpointEvery}`,
      ]
      const straight = join(folder, 'straight')
      expect(await nearkin.run([...args, '--out', straight])).toMatchObject({ code: 0 })

      const run = join(folder, 'killed')
      const ends: (string | null)[] = []
      const resumedFrom = new Set<string>()
      for (const moment of moments(name)) {
        const call = nearkin.start([...args, '--out', run, '--resume'])
        await moment(call, run)
        call.child.kill('SIGKILL')
        const { signal, err } = await call.ended
        ends.push(signal)
        for (const [, step] of err.matchAll(/going on after step (\d+)/g)) resumedFrom.add(step!)
        if (existsSync(join(run, 'log.jsonl'))) readLog(join(run, 'log.jsonl'))
      }
      expect(ends).toEqual(Array(10).fill('SIGKILL'))
      expect(resumedFrom.size).toBeGreaterThanOrEqual(4)
      const last = await nearkin.run([...args, '--out', run, '--resume'])
      expect(last).toMatchObject({ code: 0 })

      const [expected, found] = [contents(straight), contents(run)]
      expect(Object.keys(found)).toEqual(Object.keys(expected))
      for (const file of Object.keys(expected)) expect(found[file]!.equals(expected[file]!), file).toBe(true)
      const counted = readLog(join(run, 'log.jsonl')).filter(({ loss }) => loss !== undefined)
      expect(counted.map(({ step }) => step)).toEqual(Array.from({ length: steps / 10 }, (_, i) => 10 * (i + 1)))
      expect(readdirSync(run).sort()).toEqual(
        [
          ...['checkpoint', 'config.json', 'evaluation.json', eventsName, 'log.jsonl', 'looks', 'model.onnx'],
          'report.html',
        ].sort(),
      )
    },
    300_000,
  )
})

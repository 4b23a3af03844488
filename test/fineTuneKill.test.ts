import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLog } from '../src/train/log.ts'
import { backboneFile } from './program/backboneFile.ts'
import type { Call, Program } from './program/program.ts'
import { program } from './program/program.ts'
import { tree } from './program/tree.ts'

let nearkin: Program
let place = ''
const at = (...path: string[]): string => join(place, ...path)
beforeAll(async () => {
  nearkin = await program()
  place = nearkin.folder
  // Features are kept in blocks of 64 images: there are four of them to be killed among.
  await tree(at('data'), { 'a/x': 40, 'a/y': 40, 'b/x': 40, 'b/y': 40, 'c/x': 40, 'c/y': 40 })
  backboneFile(at('net.onnx'))
}, 120_000)
afterAll(() => nearkin.remove())

const common = ['train', 'data', '--backbone', 'net.onnx', '--image-size', '16', '--embedding', '4']
const batches = ['--classes', '3', '--samples', '4', '--checkpoint-every', '5']
const fineTuned = [
  ...[...common, ...batches, '--fine-tune', '--head-steps', '60', '--steps', '40', '--chunk', '8'],
  ...['--ema', '0.9', '--keep-best', 'recall@1', '--look-every', '10', '--schedule', 'cosine', '--warmup', '5'],
]
const frozen = [...common, ...batches, '--steps', '60']

/** A call with features of its own, or none yet. */
const start = (args: readonly string[], cache: string): Call =>
  nearkin.start(args, { env: { ...process.env, NEARKIN_CACHE: at(cache) } })

const names = (folder: string): string[] =>
  existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]) : []

/** When a training is killed. */
interface Moment {
  readonly name: string
  /** Whether it has come. */
  readonly seen: (run: string, cache: string) => boolean
  /** What must not be there yet when it is: it would have been too late. */
  readonly before: (run: string) => string
}

const feature: Moment = {
  name: 'its features are made',
  seen: (_, cache) => names(at(cache)).some((name) => /\d{6}\.safetensors/.test(name)),
  before: (run) => join(run, 'config.json'),
}
const afterStep = (part: string, step: number, name: string, before: (run: string) => string): Moment => ({
  name,
  seen: (run) => lastStep(join(run, part)) >= step,
  before,
})
const whenThere = (part: string, file: RegExp, name: string, before: (run: string) => string): Moment => ({
  name,
  seen: (run) => names(join(run, part)).some((entry) => file.test(entry)),
  before,
})
const evaluation = (run: string): string => join(run, 'evaluation.json')
const model = (run: string): string => join(run, 'model.onnx')
const checkpoint = (run: string): string => join(run, 'checkpoint')

function lastStep(run: string): number {
  const path = join(run, 'log.jsonl')
  return existsSync(path) ? Math.max(0, ...readLog(path).map(({ step }) => step ?? 0)) : 0
}

/** What must not differ by a byte: all of the run but what holds times. */
function contents(run: string): Record<string, string> {
  const files = names(run).filter((name) => /\.(safetensors|onnx|jsonl|json)$/.test(name))
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(run, name)).toString('base64')]))
}

const trainings: [string, readonly string[], readonly Moment[]][] = [
  [
    'fine-tuned with varied images, in chunks, averages and best weights kept',
    fineTuned,
    [
      feature,
      afterStep('head', 20, 'its head is trained', checkpoint),
      whenThere('head/checkpoint', /step-0{6}[56].\.safetensors/, 'its head is nearly trained', model),
      whenThere('checkpoint', /^best-/, 'the best weights are written', model),
      afterStep('', 20, 'all of it is trained', model),
      afterStep('', 30, 'all of it is trained further', model),
      whenThere('', /^model\.onnx$/, 'it is judged', evaluation),
    ],
  ],
  [
    'on frozen features',
    frozen,
    [
      feature,
      afterStep('', 20, 'its head is trained', model),
      whenThere('', /^model\.onnx$/, 'it is judged', evaluation),
    ],
  ],
]

describe('a training on a backbone that is killed with SIGKILL in each of its phases', () => {
  it.each(trainings)(
    'ends, resumed each time, with the bytes of one that never was: %s',
    async (name, args, moments) => {
      const folder = at(name)
      const straight = start([...args, '--out', join(folder, 'straight')], join(name, 'cache'))
      expect(await straight.ended).toMatchObject({ code: 0 })

      const [run, cold] = [join(folder, 'killed'), join(name, 'cold')]
      for (const moment of moments) {
        const call = start([...args, '--out', run, '--resume'], cold)
        while (call.child.exitCode === null && !moment.seen(run, cold)) await sleep(1)
        call.child.kill('SIGKILL')
        const { signal, err } = await call.ended
        const tooLate = existsSync(moment.before(run))
        expect({ moment: moment.name, signal, tooLate, err }).toEqual({
          moment: moment.name,
          signal: 'SIGKILL',
          tooLate: false,
          err,
        })
      }
      const last = await start([...args, '--out', run, '--resume'], cold).ended
      expect(last).toMatchObject({ code: 0 })
      const [expected, found] = [contents(join(folder, 'straight')), contents(run)]
      expect(Object.keys(found)).toEqual(Object.keys(expected))
      for (const file of Object.keys(expected)) expect(found[file] === expected[file], file).toBe(true)
      expect(Object.keys(found)).toEqual(expect.arrayContaining(['evaluation.json', 'log.jsonl', 'model.onnx']))
    },
    300_000,
  )
})

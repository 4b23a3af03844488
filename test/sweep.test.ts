import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { random } from '../src/random.ts'
import type { Program } from './program/program.ts'
import { program } from './program/program.ts'
import { tree } from './program/tree.ts'

let nearkin: Program
let place = ''
beforeAll(async () => {
  nearkin = await program()
  place = nearkin.folder
  const classes = [...'abcdefgh'].flatMap((c) => [`${c}/x`, `${c}/y`])
  await tree(join(place, 'data'), Object.fromEntries(classes.map((name) => [name, 5])))
}, 120_000)
afterAll(() => nearkin.remove(), 60_000)

const small = ['--widths', '4,8', '--embedding', '4', '--image-size', '16', '--steps', '40', '--checkpoint-every', '7']
const search = ['--search', 'halving', '--trials', '4', '--eta', '2', '--seeds', '2']
const args = (out: string, ...more: string[]) => ['sweep', 'data', ...small, ...search, '--out', out, ...more]

/** What must not differ by a byte. */
const contents = (out: string): string[] =>
  ['result.json', 'sweep.html'].map((name) => readFileSync(join(place, out, name), 'utf8'))

/** Every file of a run that a resumed training must write alike. */
function runsIn(out: string, part: string): Record<string, string> {
  const root = join(place, out, part)
  const files = (readdirSync(root, { recursive: true }) as string[]).filter((name) =>
    /(model\.onnx|log\.jsonl|evaluation\.json)$/.test(name),
  )
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(root, name)).toString('base64')]))
}

describe('sweep', () => {
  it('prints the trials, the best by the test images and where all is', async () => {
    const { code, out, err } = await nearkin.run(args('straight', '--parallel', '2'))
    expect(err).not.toContain('failed')
    expect(code).toBe(0)
    expect(out).toMatch(
      /^\nChosen by MAP@R by fine over the last quarter of the training classes, left out of training/,
    )
    expect(out).toMatch(/^all positives: 4 trials, the best$/m)
    expect(out).toMatch(/^(\d|usual) \* +40 +[01]\.\d{4} +0\.\d+/m)
    expect(out).toMatch(/^By the test images: mean and 95 % interval \(t\) over 2 seeds\.$/m)
    expect(out).toMatch(/^Difference to all positives, paired over the seeds:$/m)
    expect(out).toMatch(/^Told apart by Recall@1 .*: [01] of 1 pair/m)
    expect(out).toContain(
      'result: straight/result.json\npicture: straight/sweep.html\nreport: straight/final/report.html\n',
    )
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(110)
    const [result] = contents('straight') as [string]
    expect(result).not.toContain(place)
    const { methods, test } = JSON.parse(result) as {
      methods: { trials: { rounds: { steps: number }[] }[]; winner: number }[]
      test: { seeds: object[] }[]
    }
    expect(methods.map(({ trials }) => trials.map(({ rounds }) => rounds.length).sort())).toEqual(
      Array(2).fill([1, 1, 2, 3]),
    )
    expect(test.map(({ seeds }) => seeds.length)).toEqual([2, 2])
  }, 600_000)

  it('writes the same bytes for the same seed, one training at a time too', async () => {
    const { code, out } = await nearkin.run(args('alone', '--parallel', '1', '--json'))
    expect(code).toBe(0)
    expect(contents('alone')).toEqual(contents('straight'))
    const { result, methods, compared } = JSON.parse(out) as { result: string; methods: object[]; compared: object }
    expect([result, methods.length, typeof compared]).toEqual(['alone/result.json', 2, 'object'])
    expect(runsIn('alone', 'trials')).toEqual(runsIn('straight', 'trials'))
  }, 600_000)

  it('goes on after kills where it was, to the same bytes', async () => {
    const rng = random('kills')
    const ended: number[] = []
    for (let kill = 0; kill < 6; kill++) {
      const call = nearkin.start(args('killed', '--resume', '--parallel', '2'))
      await Promise.race([sleep(1000 + rng.below(2500)), call.ended])
      call.child.kill('SIGKILL')
      await call.ended
      const state = join(place, 'killed/state.json')
      ended.push(
        existsSync(state) ? Object.keys((JSON.parse(readFileSync(state, 'utf8')) as { done: object }).done).length : 0,
      )
    }
    // It never loses what had ended.
    expect([...ended].sort((a, b) => a - b)).toEqual(ended)
    const { code } = await nearkin.run(args('killed', '--resume'))
    expect(code).toBe(0)
    expect(contents('killed')).toEqual(contents('straight'))
    for (const part of ['trials', 'final']) expect(runsIn('killed', part)).toEqual(runsIn('straight', part))
  }, 600_000)

  it('saves on Ctrl-C, says how to go on, and goes on', async () => {
    const call = nearkin.start(args('stopped'))
    while (!existsSync(join(place, 'stopped/state.json')) && call.child.exitCode === null) await sleep(20)
    call.child.kill('SIGINT')
    const { code, err } = await call.ended
    expect(code).toBe(130)
    expect(err).toMatch(/stopped; what was trained is saved in stopped\ngo on with: .*--out stopped.* --resume\n$/)
    expect((await nearkin.run(args('stopped', '--resume'))).code).toBe(0)
    expect(contents('stopped')).toEqual(contents('straight'))
  }, 600_000)

  it('trains nothing again of a sweep that has ended, and begins none over it', async () => {
    const before = runsIn('straight', 'trials')
    const again = await nearkin.run(args('straight', '--resume'))
    expect(again.code).toBe(0)
    expect(runsIn('straight', 'trials')).toEqual(before)
    const { code, err } = await nearkin.run(args('straight'))
    expect(code).toBe(1)
    expect(err).toMatch(/^straight: a new sweep needs a folder without one, .*; go on with it by --resume/)
    const other = await nearkin.run([...args('straight', '--resume'), '--rate', '0.01'])
    expect(other.code).toBe(1)
    expect(other.err).toMatch(/^straight: a sweep is resumed as it began, but these differ: .*rate/)
  }, 600_000)

  it('refuses a half-written folder, naming what to do', async () => {
    const state = join(place, 'alone/state.json')
    const whole = readFileSync(state)
    writeFileSync(state, whole.subarray(0, whole.length / 2))
    const { code, err } = await nearkin.run(args('alone', '--resume'))
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/alone\/state\.json: must hold (whole )?JSON, .*; delete it: /),
    ])
  })

  it('holds the reality check: a model for each fold, separated and concatenated, over the seeds', async () => {
    const check = [
      '--protocol',
      'reality-check',
      '--folds',
      '2',
      '--split',
      'zero-shot',
      '--trials',
      '2',
      '--seeds',
      '2',
    ]
    const { code, out } = await nearkin.run([
      'sweep',
      'data',
      ...small,
      '--positives',
      'easiest',
      ...check,
      '--out',
      'reality',
    ])
    expect(code).toBe(0)
    expect(out).toMatch(/Chosen by MAP@R by fine over 2 folds of the training classes/)
    expect(out).toMatch(/^By the test images, separated \(/m)
    expect(out).toMatch(/^By the test images, concatenated \(/m)
    const { test } = JSON.parse(readFileSync(join(place, 'reality/result.json'), 'utf8')) as {
      test: { seeds: { separated: Record<string, number>; concatenated: Record<string, number> }[] }[]
    }
    expect(test[0]!.seeds).toHaveLength(2)
    for (const { separated, concatenated } of test[0]!.seeds)
      expect(Object.keys(separated)).toEqual(Object.keys(concatenated))
    expect(readdirSync(join(place, 'reality/final'), { recursive: true })).toContainEqual(
      expect.stringMatching(/seed1[\\/]fold2of2[\\/]model\.onnx$/),
    )
  }, 600_000)

  it.each([
    [['--trials', '0'], 2, /--trials <count>' argument '0' is invalid. It must be a whole number, at least 1/],
    [['--budget', '0'], 2, /'0' is invalid/],
    [['--budget', '3'], 2, /^--budget: must suffice for a step of each of the 4 trainings/],
    [['--losses', ','], 2, /It must name at least one/],
    [['--losses', 'contrastive', '--rate', '0.01'], 2, /^--vary: there is nothing to vary/],
    [
      ['--vary', 'tripet:margin=0.1..0.2'],
      2,
      /^--vary: must be of an option that may be varied: .*did you mean triplet:margin/,
    ],
    [['--vary', 'rate=0.1..0.01'], 2, /^--vary rate: a range goes from the smaller number to the larger/],
    [['--folds', '9'], 2, /^--folds .*: to divide the classes into 9 parts of two at least takes 18 classes/],
    [['--protocol', 'reality-check', '--folds', '1'], 2, /^--folds: of the reality check must be 2 at least/],
    [['--search', 'halfing'], 2, /Did you mean halving/],
  ])(
    'refuses, and trains nothing: %s',
    async (given, code, message) => {
      const found = await nearkin.run([...args('none'), ...given])
      expect(found.err).toMatch(message)
      expect(found.code).toBe(code)
      expect(existsSync(join(place, 'none'))).toBe(false)
    },
    60_000,
  )
})

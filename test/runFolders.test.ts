import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeSafetensors } from '../src/data/arrays/safetensors.ts'
import { readLog } from '../src/train/log.ts'
import type { Program } from './program/program.ts'
import { program } from './program/program.ts'
import { kinds, tiny } from './program/tree.ts'

let nearkin: Program
let place = ''
const again = ['train', 'data', ...tiny, '--checkpoint-every', '5']
beforeAll(async () => {
  nearkin = await program()
  place = nearkin.folder
  await kinds(join(place, 'data'))
  expect(await nearkin.run([...again, '--out', 'run'])).toMatchObject({ code: 0 })
}, 120_000)
afterAll(() => nearkin.remove())

async function refused(...args: string[]): Promise<string> {
  const { code, out, err } = await nearkin.run(args)
  expect({ code, out, err }).toEqual({ code: 1, out: '', err })
  return err.trim()
}

/** A copy of the finished run. */
function copy(name: string): string {
  cpSync(join(place, 'run'), join(place, name), { recursive: true })
  return join(place, name)
}

describe('a run folder that exists', () => {
  it('is left alone by a new training, which says how to go on', async () => {
    const before = readdirSync(join(place, 'run')).map((name) => name)
    expect(await refused('train', 'data', ...tiny, '--out', 'run')).toMatch(
      /^run: a new run needs a folder without one, and this one holds a run, got 'config\.json, .*'; go on with it by --resume, or choose another --out$/,
    )
    expect(readdirSync(join(place, 'run'))).toEqual(before)
  })

  it('is not resumed with another configuration: each option that differs is named with both values', async () => {
    expect(await refused(...again, '--rate', '0.01', '--loss', 'triplet:margin=0.3', '--out', 'run', '--resume')).toBe(
      'run: a run is resumed with the configuration it began with, but these differ: loss ("triplet" there, "triplet:margin=0.3" here), rate (0.001 there, 0.01 here); give the same settings again, or choose another --out',
    )
  })

  it('that is finished is not trained again', async () => {
    const before = readFileSync(join(place, 'run/model.onnx'))
    const { code, err } = await nearkin.run([...again, '--out', 'run', '--resume'])
    expect(code).toBe(0)
    expect(err).toMatch(/^data finished already, in run\n/)
    expect(err).not.toContain('training')
    expect(readFileSync(join(place, 'run/model.onnx'))).toEqual(before)
  })

  it('is used by one training at a time: another names the process that has it', async () => {
    const args = ['train', 'data', ...tiny.slice(0, -1), '3000', '--out', 'shared', '--resume']
    const first = nearkin.start(args)
    await first.until('training 1/3000')
    expect(await refused(...args)).toBe(
      `shared: one training at a time may use a run folder, and process ${first.child.pid} does; wait for it, end it, or choose another --out`,
    )
    first.child.kill('SIGINT')
    expect((await first.ended).code).toBe(130)
  })
})

describe('a folder that is no run', () => {
  it('is refused by every command that reads one', async () => {
    const rule = 'must be a run folder, with its config.json; give the --out folder of a training'
    expect(await refused('evaluate', 'nowhere')).toBe(`nowhere: ${rule}`)
    expect(await refused('embed', 'data', 'data', '-o', 'a.npy')).toBe(`data: ${rule}`)
    expect(await refused('report', 'data')).toMatch(
      /^data: must hold a finished run, or several, got 'no run'; give the --out/,
    )
    expect(await refused('report', 'nowhere')).toMatch(/^nowhere: the run folder must exist; give the --out folder/)
  })
})

describe('a run that has not ended', () => {
  it('is named as such, with what to do', async () => {
    const folder = copy('unfinished')
    for (const name of ['model.onnx', 'evaluation.json', 'report.html']) rmSync(join(folder, name))
    for (const args of [
      ['evaluate', 'unfinished'],
      ['embed', 'unfinished', 'data', '-o', 'a.npy'],
    ])
      expect(await refused(...args)).toMatch(
        /^unfinished\/model\.onnx: .*this one has not ended; go on with it by --resume/,
      )
    expect(await refused('report', 'unfinished')).toMatch(
      /got '1 unfinished \(unfinished\)'; finish the training by --resume/,
    )
    expect(await nearkin.run([...again, '--out', 'unfinished', '--resume'])).toMatchObject({ code: 0 })
    expect(readFileSync(join(folder, 'model.onnx'))).toEqual(readFileSync(join(place, 'run/model.onnx')))
  })
})

describe('a file of a run that is damaged', () => {
  const damages: [string, string, (bytes: Buffer) => Buffer | string, string[], RegExp][] = [
    [
      'cut off',
      'model.onnx',
      (bytes) => bytes.subarray(0, 2000),
      ['evaluate'],
      /must be a whole model .*; restore it from a copy, or delete it and evaluation\.json/,
    ],
    ['of another kind', 'model.onnx', () => 'not a model', ['report'], /must be a whole model/],
    [
      'cut off',
      'config.json',
      (bytes) => bytes.subarray(0, 200),
      ['evaluate'],
      /must hold whole JSON, but ends too early at line 12, column \d+/,
    ],
    [
      'of other values',
      'config.json',
      (bytes) => String(bytes).replace('"steps": 20', '"steps": "many"'),
      ['evaluate'],
      /config\.json: steps: must be a number, got 'many'/,
    ],
    [
      'cut off',
      'evaluation.json',
      (bytes) => bytes.subarray(0, 200),
      ['report'],
      /must hold whole JSON, but ends too early .*; delete it and go on with the training by --resume/,
    ],
    [
      'of another shape',
      'evaluation.json',
      () => '{"levels": []}',
      ['report'],
      /must hold a judgement, but at queries: .*; delete it and go on/,
    ],
    [
      'damaged',
      'log.jsonl',
      (bytes) => `{"st\n${bytes}`,
      ['report'],
      /log\.jsonl:1: must hold JSON, but stops doing so at line 1, column 2, .*; delete this line, or the log/,
    ],
  ]
  it.each(damages)('is named, with what to do: %s %s', async (how, file, damage, command, message) => {
    const name = `${how} ${file}`
    const path = join(copy(name), file)
    writeFileSync(path, damage(readFileSync(path)))
    const said = await refused(...command, name)
    expect(said).toContain(`${name}/${file}`)
    expect(said).toMatch(message)
  })

  it('is passed over where it is the newest checkpoint: the one before it is resumed, to the same bytes', async () => {
    const folder = copy('checkpoint')
    for (const name of ['model.onnx', 'evaluation.json']) rmSync(join(folder, name))
    writeFileSync(join(folder, 'checkpoint/step-00000020.safetensors'), 'cut off')
    const { code, err } = await nearkin.run([...again, '--out', 'checkpoint', '--resume'])
    expect(code).toBe(0)
    expect(err).toMatch(/checkpoint\/step-00000020\.safetensors: /)
    expect(err).toContain('going on after step 15, from checkpoint/checkpoint/step-00000015.safetensors')
    expect(readFileSync(join(folder, 'model.onnx'))).toEqual(readFileSync(join(place, 'run/model.onnx')))
  })
})

describe('a training whose numbers leave the finite', () => {
  it('stops with the step, the loss and the last good checkpoint, whose numbers are finite', async () => {
    const runaway = ['--optimizer', 'sgd', '--rate', '30', '--weight-decay', '2', '--checkpoint-every', '2']
    const said = await refused('train', 'data', ...tiny, ...runaway, '--out', 'runaway')
    const found =
      /training, step (\d+): the loss and all parameters must stay finite, got '.*\(loss .*\)'; the last good checkpoint is (.*\.safetensors); lower --rate, add --warmup or --clip/.exec(
        said,
      )!
    const path = join(place, found[2]!)
    const { tensors, metadata } = decodeSafetensors(readFileSync(path), path)
    expect(Number(metadata.step)).toBeLessThan(Number(found[1]))
    for (const { data } of Object.values(tensors)) expect((data as Float32Array).every(Number.isFinite)).toBe(true)
    expect(readLog(join(place, 'runaway/log.jsonl')).every(({ loss }) => loss !== null)).toBe(true)
  })

  it('says so where there is no checkpoint yet', async () => {
    expect(await refused('train', 'data', ...tiny, '--rate', '1e30', '--out', 'at once')).toMatch(
      /training, step \d+: .*; there is no checkpoint yet; lower --rate/,
    )
  })
})

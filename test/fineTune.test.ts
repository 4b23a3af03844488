import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeNpy } from '../src/data/arrays/npy.ts'
import { decodeSafetensors } from '../src/data/arrays/safetensors.ts'
import { readModel } from '../src/onnx/readModel.ts'
import { openSession } from '../src/runtime/session.ts'
import { readLog } from '../src/train/log.ts'
import { backboneFile, backboneText, weights } from './program/backboneFile.ts'
import type { Ended, Program } from './program/program.ts'
import { program } from './program/program.ts'
import { kinds } from './program/tree.ts'

let nearkin: Program
let place = ''
const at = (...path: string[]): string => join(place, ...path)
const tuned = ['--backbone', 'net.onnx', '--fine-tune', '--image-size', '16']
const short = ['--embedding', '4', '--steps', '4', '--head-steps', '10', '--classes', '3', '--samples', '4']
const training = ['train', 'data', ...tuned, ...short]

beforeAll(async () => {
  nearkin = await program()
  place = nearkin.folder
  await kinds(at('data'))
  backboneFile(at('net.onnx'))
  expect(await nearkin.run([...training, '--out', 'run'])).toMatchObject({ code: 0 })
}, 120_000)
afterAll(() => nearkin.remove())

function passed({ code, out, err }: Ended): string {
  expect({ code, err }).toEqual({ code: 0, err })
  return out
}

/** The last checkpoint of a training: tensors by names. */
function state(run: string): Readonly<Record<string, ArrayLike<unknown>>> {
  const newest = readdirSync(at(run, 'checkpoint')).sort().at(-1)!
  const { tensors } = decodeSafetensors(readFileSync(at(run, 'checkpoint', newest)), newest)
  return Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data]))
}

const own = backboneText.initializers!
const differ = (a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean =>
  a.length !== b.length || Array.from(a).some((value, i) => value !== b[i])

/** The weights of the backbone that differ from the file's in the last checkpoint, which leaves out what is not trained. */
const changed = (run: string): string[] =>
  weights.filter((name) => differ(state(run)[`network.backbone.${name}`] ?? own[name]!.data, own[name]!.data))

/** The tensors of the backbone's file that are in the run's model as they were. */
function kept(run: string): string[] {
  const held = [...readModel(at(run, 'model.onnx')).initializers.values()]
  return Object.keys(own).filter((name) => held.some(({ data }) => !differ(data, own[name]!.data)))
}

describe('a backbone that is fine-tuned', () => {
  it('has its head trained first on its features, then all of it, and becomes one model from images to embeddings', async () => {
    const head = readLog(at('run/head/log.jsonl'))
    expect(head.at(-1)).toMatchObject({ step: 10 })
    expect(Object.keys(state('run/head')).filter((name) => name.startsWith('network.backbone'))).toEqual([])
    expect(changed('run')).toEqual(weights)
    expect(kept('run')).toEqual(Object.keys(own).filter((name) => name.includes('running')))
    for (const part of ['run', 'run/head'])
      expect(readdirSync(at(part)).filter((name) => name.includes('tfevents'))).toHaveLength(1)
    const session = await openSession(readFileSync(at('run/model.onnx')))
    expect(session.declared.inputs).toEqual([{ name: 'images', type: 'uint8', shape: ['N', 16, 16, 3] }])
    await session.close()
    expect(readFileSync(at('run/report.html'), 'utf8')).toContain('The features alone, without training')
  })

  it('is judged, embedded with and reported without the backbone, which is refused to be named', async () => {
    renameSync(at('net.onnx'), at('away.onnx'))
    try {
      const judged = JSON.parse(passed(await nearkin.run(['evaluate', 'run', '--json']))) as { judgement: unknown }
      expect(judged.judgement).toEqual(JSON.parse(readFileSync(at('run/evaluation.json'), 'utf8')))
      passed(await nearkin.run(['embed', 'run', 'data', '-o', 'all.npy']))
      expect(decodeNpy(readFileSync(at('all.npy')), 'all.npy').shape).toEqual([36, 4])
      cpSync(at('run'), at('copy'), { recursive: true })
      rmSync(at('copy/report.html'))
      passed(await nearkin.run(['report', 'copy']))
      expect(existsSync(at('copy/report.html'))).toBe(true)
      const { code, err } = await nearkin.run(['evaluate', 'run', '--backbone', 'away.onnx'])
      expect({ code, err }).toEqual({
        code: 2,
        err: "--backbone: says where the frozen backbone of a run lies, and the model of this run holds its own, fine-tuned, got 'away.onnx'; leave it out\n",
      })
    } finally {
      renameSync(at('away.onnx'), at('net.onnx'))
    }
  })

  it.each<[string, string[], string[]]>([
    ['but for what is frozen', ['--freeze', 'conv1,*.bias'], ['bn1.weight', 'conv2.weight', 'bn2.weight']],
    ['in its last layers alone', ['--fine-tune', 'last:1'], ['conv2.weight', 'bn2.weight', 'bn2.bias']],
    ['where names are given', ['--fine-tune', 'bn'], ['bn1.weight', 'bn1.bias', 'bn2.weight', 'bn2.bias']],
  ])('is trained %s', async (name, options, expected) => {
    passed(await nearkin.run([...training, ...options, '--out', name]))
    expect(changed(name)).toEqual(expected)
    expect(kept(name)).toEqual(Object.keys(own).filter((one) => !expected.includes(one)))
  })

  it('has its head trained first through the network, where that sees more of an image than its features', async () => {
    const gem = ['--backbone-output', 'map', '--pool', 'gem', '--head-steps', '2', '--steps', '3']
    passed(await nearkin.run([...training, ...gem, '--checkpoint-every', '2', '--out', 'gem']))
    expect(existsSync(at('gem/head'))).toBe(false)
    const run = JSON.parse(readFileSync(at('gem/config.json'), 'utf8')) as object
    expect(run).toMatchObject({ backboneModel: { output: 'map', dimension: 6, use: 'trained' } })
    expect(readdirSync(at('gem/checkpoint')).sort()).toEqual(['step-00000002.safetensors', 'step-00000003.safetensors'])
    expect(changed('gem')).toEqual(weights)
    rmSync(at('gem/checkpoint/step-00000003.safetensors'))
    expect(changed('gem')).toEqual([])
  })
})

describe('a comparison of fine-tunings', () => {
  it('shows what the features were worth before', async () => {
    const args = ['compare', 'data', ...tuned, ...short, '--seeds', '2', '--losses', 'triplet', '--out', 'both']
    const out = passed(await nearkin.run(args))
    expect(out).toMatch(/^ +features alone +all positives/m)
    expect(out).toMatch(/^Recall@1 of fine classes +\d\.\d{3} +\d\.\d{3} ± /m)
    const printed = JSON.parse(passed(await nearkin.run([...args, '--resume', '--json']))) as object
    expect(printed).toMatchObject({ features: { queries: expect.any(Number) as number, leaveOneOut: false } })
  })
})

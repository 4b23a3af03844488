import { copyFileSync, cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeNpy } from '../src/data/arrays/npy.ts'
import { meansModel } from '../src/runtime/meansModel.testing.ts'
import { openSession } from '../src/runtime/session.ts'
import type { Ended, Program } from './program/program.ts'
import { program } from './program/program.ts'
import { kinds } from './program/tree.ts'

let nearkin: Program
let place = ''
const short = ['--embedding', '4', '--steps', '20', '--checkpoint-every', '5']
const frozen = ['--backbone', 'means.onnx', '--image-size', '16']
const training = ['train', 'data', ...frozen, ...short]
const at = (...path: string[]): string => join(place, ...path)

beforeAll(async () => {
  nearkin = await program()
  place = nearkin.folder
  await kinds(at('data'))
  meansModel(at('means.onnx'), ['N', 3, 'H', 'W'])
  meansModel(at('other.onnx'), ['N', 3, 16, 16])
  expect(await nearkin.run([...training, '--out', 'run'])).toMatchObject({ code: 0 })
}, 120_000)
afterAll(() => nearkin.remove())

async function refused(code: 1 | 2, ...args: string[]): Promise<string> {
  const ended = await nearkin.run(args)
  expect({ code: ended.code, out: ended.out, said: ended.err }).toEqual({ code, out: '', said: ended.err })
  return ended.err.trim()
}

function passed({ code, out, err }: Ended): string {
  expect({ code, err }).toEqual({ code: 0, err })
  return out
}

const config = (run: string): Record<string, unknown> =>
  JSON.parse(readFileSync(at(run, 'config.json'), 'utf8')) as Record<string, unknown>

describe('a run on frozen features', () => {
  it('remembers the model by its path and its hash, and is a linear map of the features', async () => {
    expect(config('run')).toMatchObject({
      backbone: 'means.onnx',
      backboneOutput: null,
      image: { width: 16, height: 16, channels: 3, fit: 'cover' },
      backboneModel: {
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        output: 'means',
        dimension: 3,
        use: 'frozen',
      },
    })
    const session = await openSession(readFileSync(at('run/model.onnx')))
    expect(session.declared.inputs).toEqual([{ name: 'features', type: 'float32', shape: ['N', 3] }])
    const features = (values: number[]) => ({
      features: { dtype: 'float32' as const, data: Float32Array.from(values), shape: [1, 3] },
    })
    const { embeddings } = await session.run(features([1, -2, 0.5]))
    expect(embeddings!.shape).toEqual([1, 4])
    expect(Math.hypot(...(embeddings!.data as Float32Array))).toBeCloseTo(1, 5)
    await session.close()
  })

  it('is judged, reported and embedded again from the images', async () => {
    const judged = JSON.parse(passed(await nearkin.run(['evaluate', 'run', '--json']))) as { judgement: unknown }
    expect(judged.judgement).toEqual(JSON.parse(readFileSync(at('run/evaluation.json'), 'utf8')))
    passed(await nearkin.run(['evaluate', 'run', 'data/a']))
    rmSync(at('run/report.html'))
    passed(await nearkin.run(['report', 'run']))
    expect(readFileSync(at('run/report.html'), 'utf8')).toMatch(
      /The features alone, without training: Recall@1 of .* \d\.\d{3}\./,
    )
    passed(await nearkin.run(['embed', 'run', 'data', '-o', 'all.npy']))
    expect(decodeNpy(readFileSync(at('all.npy')), 'all.npy').shape).toEqual([36, 4])
  })

  it('goes on after a stop to the same bytes, also where the frozen model lies elsewhere by then', async () => {
    for (const given of ['means.onnx', 'moved.onnx']) {
      cpSync(at('run'), at('again'), { recursive: true })
      for (const name of ['model.onnx', 'evaluation.json', 'checkpoint/step-00000020.safetensors'])
        rmSync(at('again', name))
      if (given === 'moved.onnx') copyFileSync(at('means.onnx'), at('moved.onnx'))
      const args = training.map((arg) => (arg === 'means.onnx' ? given : arg))
      const ended = await nearkin.run([...args, '--out', 'again', '--resume'])
      expect(ended).toMatchObject({ code: 0 })
      expect(ended.err).toContain('going on after step 15')
      expect(readFileSync(at('again/model.onnx'))).toEqual(readFileSync(at('run/model.onnx')))
      rmSync(at('again'), { recursive: true })
    }
  })

  it('refuses another model in its place by its hash, and goes on with the right one from another place', async () => {
    cpSync(at('run'), at('changed'), { recursive: true })
    renameSync(at('means.onnx'), at('right.onnx'))
    try {
      const commands = [
        ['evaluate', 'changed'],
        ['embed', 'changed', 'data', '-o', 'a.npy'],
        ['report', 'changed'],
        [...training, '--out', 'changed', '--resume'],
      ]
      for (const command of commands)
        expect(await refused(1, ...command)).toBe(
          'means.onnx: the backbone must exist; put it back, or say by --backbone where it lies now',
        )
      copyFileSync(at('other.onnx'), at('means.onnx'))
      for (const command of commands)
        expect(await refused(1, ...command)).toMatch(
          /^means\.onnx: must be the backbone that the run began with, of SHA-256 [0-9a-f]{64}, got '[0-9a-f]{64}'; restore/,
        )
      for (const command of commands.slice(0, 3)) passed(await nearkin.run([...command, '--backbone', 'right.onnx']))
      expect(existsSync(at('a.npy'))).toBe(true)
    } finally {
      renameSync(at('right.onnx'), at('means.onnx'))
    }
    // Eleven programs one after the other.
  }, 180_000)

  it('has the output that was named, and hidden layers where widths are given', async () => {
    const args = [...training, '--backbone-output', 'twice', '--widths', '5,7', '--out', 'deep']
    passed(await nearkin.run(args))
    expect(config('deep')).toMatchObject({ backboneOutput: 'twice', backboneModel: { output: 'twice', dimension: 6 } })
    passed(await nearkin.run(['evaluate', 'deep']))
  })
})

describe('a comparison on frozen features', () => {
  it('shows what the features are worth alone', async () => {
    const args = ['compare', 'data', ...frozen, ...short, '--seeds', '2', '--out', 'both']
    const out = passed(await nearkin.run(args))
    expect(out).toMatch(/^ +features alone +all positives/m)
    expect(out).toMatch(/^Recall@1 of fine classes +\d\.\d{3} +\d\.\d{3} ± /m)
    expect(out).toContain('features alone: those of the frozen model as they are, of length 1, without any training.')
    const printed = JSON.parse(passed(await nearkin.run([...args, '--resume', '--json']))) as object
    expect(printed).toMatchObject({ features: { queries: expect.any(Number) as number, leaveOneOut: false } })
  })
})

describe('a frozen model that does not fit', () => {
  it.each<[string, 1 | 2, string[], RegExp]>([
    [
      'is missing',
      2,
      ['--backbone', 'gone.onnx'],
      /^--backbone: the file must exist, got 'gone\.onnx'; check the path/,
    ],
    [
      'is cut off',
      1,
      ['--backbone', 'cut.onnx'],
      /^cut\.onnx: must be a whole ONNX model that the runtime can run, got/,
    ],
    [
      'is a folder',
      2,
      ['--backbone', 'data'],
      /^--backbone: must be an ONNX file that exists, or the name .*, got 'data'/,
    ],
    [
      'lacks the output',
      2,
      ['--backbone', 'means.onnx', '--backbone-output', 'last'],
      /^--backbone-output last: must be an output of means\.onnx, which has means float32 \[N, 3\] and twice/,
    ],
    [
      'takes another size',
      2,
      ['--backbone', 'other.onnx', '--image-size', '32'],
      /^--image-size: other\.onnx takes images of 16 x 16 alone, got 32; leave it out/,
    ],
    ['has no --head', 2, ['--backbone', 'means.onnx', '--head', 'flatten'], /^--head: is of the small network alone/],
    [
      'is not named',
      2,
      ['--backbone-output', 'means'],
      /^--backbone-output: is an output of a backbone; name the model by --backbone/,
    ],
  ])('%s: it is refused before a run begins', async (_, code, args, message) => {
    const bytes = readFileSync(at('means.onnx'))
    writeFileSync(at('cut.onnx'), bytes.subarray(0, bytes.length / 2))
    expect(await refused(code, 'train', 'data', ...short, ...args, '--out', 'none')).toMatch(message)
    expect(existsSync(at('none'))).toBe(false)
  })

  it('is refused for a run that was trained on images', async () => {
    const tiny = ['--widths', '4', '--image-size', '16']
    passed(await nearkin.run(['train', 'data', ...short, ...tiny, '--out', 'pixels']))
    expect(await refused(2, 'evaluate', 'pixels', '--backbone', 'means.onnx')).toMatch(/^--backbone: says where/)
    expect(await refused(2, 'embed', 'pixels', 'data', '-o', 'b.npy', '--backbone', 'means.onnx')).toMatch(
      /^--backbone: /,
    )
  })
})

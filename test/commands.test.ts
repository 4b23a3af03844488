import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeNpy } from '../src/data/arrays/npy.ts'
import { decodeSafetensors } from '../src/data/arrays/safetensors.ts'
import type { Ended, Program } from './program/program.ts'
import { program } from './program/program.ts'
import { kinds, tiny, tree } from './program/tree.ts'

let nearkin: Program
let place = ''
let trained: Ended
beforeAll(async () => {
  nearkin = await program()
  place = nearkin.folder
  // Splits, so that some queries are of classes seen in training, and others not.
  await kinds(join(place, 'data/train'))
  await kinds(join(place, 'data/test'))
  trained = await nearkin.run(['train', 'data', ...tiny, '--unseen', 'b/y,c/y', '--out', 'run', '--json'])
  expect(trained.code).toBe(0)
}, 120_000)
afterAll(() => nearkin.remove())

/** The one JSON object on standard output, all else being on standard error, in plain lines. */
function json({ code, out, err }: Ended): Record<string, unknown> {
  expect(code).toBe(0)
  expect(out.trimEnd().split('\n')).toHaveLength(1)
  for (const control of ['\x1b', '\r']) expect(out + err).not.toContain(control)
  return JSON.parse(out) as Record<string, unknown>
}

describe('train', () => {
  it('--json prints one object, and progress in plain lines elsewhere', () => {
    const result = json(trained)
    expect(Object.keys(result)).toEqual(['run', 'report', 'judgement', 'skipped'])
    expect(result.judgement).toEqual(JSON.parse(readFileSync(join(place, 'run/evaluation.json'), 'utf8')))
    expect(trained.err).toMatch(/^data training 20\/20 steps \(100 %\), .* steps\/s, in 0:\d\d, loss \d\.\d{4}$/m)
  })

  it('prints no line wider than 100 characters, and where everything lies', async () => {
    const { code, out } = await nearkin.run(['train', 'data', ...tiny, '--out', 'words'])
    expect(code).toBe(0)
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    expect(out).toContain('triplet loss, easiest positives, semihard negatives: one seed, so without intervals.')
    expect(out).toContain('run: words\nmodel: words/model.onnx\nreport: words/report.html\n')
    for (const name of ['config.json', 'log.jsonl', 'model.onnx', 'evaluation.json', 'report.html'])
      expect(existsSync(join(place, 'words', name))).toBe(true)
  })

  it('gives the same model byte for byte for the same seed, and another for another', async () => {
    const model = async (seed: number, out: string): Promise<Buffer> => {
      const options = ['--loss', 'margin', '--seed', `${seed}`, '--out', out]
      expect(await nearkin.run(['train', 'data', ...tiny, ...options])).toMatchObject({ code: 0 })
      return readFileSync(join(place, out, 'model.onnx'))
    }
    const [first, same, other] = [await model(3, 's3'), await model(3, 's3 again'), await model(4, 's4')]
    // Settings stand in the model: the seeds' own digits differ, and the weights do.
    expect(same.equals(first)).toBe(true)
    expect(String(other).replaceAll('"seed":4', '"seed":3')).not.toBe(String(first))
    expect(readFileSync(join(place, 's3/log.jsonl'))).toEqual(readFileSync(join(place, 's3 again/log.jsonl')))
  })
})

describe('evaluate', () => {
  it('--json prints the judgement that the training wrote', async () => {
    const result = json(await nearkin.run(['evaluate', 'run', '--json']))
    expect(result).toMatchObject({ run: 'run', dataset: 'data', skipped: [] })
    expect(result.judgement).toEqual(JSON.parse(readFileSync(join(place, 'run/evaluation.json'), 'utf8')))
  })

  it('prints every metric by each label level, seen and unseen apart, and the collapse; --help defines each', async () => {
    const { out } = await nearkin.run(['evaluate', 'run'])
    const metrics = [
      'Recall@1',
      'Recall@2',
      'Recall@4',
      'Recall@8',
      'Precision@1',
      'R-precision',
      'MAP',
      'MAP@R',
      'MRR',
    ]
    const [, fine, coarse] = /\nby fine class([\s\S]*)\nby coarse class([\s\S]*)\nspread/.exec(out)!
    for (const metric of metrics) {
      expect(fine).toContain(`\n${metric} `)
      expect(coarse).toContain(`\n${metric} `)
    }
    for (const part of [
      'seen fine classes',
      'unseen fine classes',
      'inside / between',
      'effective rank',
      'c/y (never seen)',
    ])
      expect(out).toContain(part)
    const { out: help } = await nearkin.run(['evaluate', '--help'])
    for (const name of ['Recall@K', 'R-precision', 'MAP@R', 'MRR', 'inside / between', 'effective rank'])
      expect(help).toMatch(new RegExp(`^  ${name} +\\S`, 'm'))
  })

  it('judges another dataset by its own labels, every image of it among the others', async () => {
    await tree(join(place, 'other'), { red: 5, green: 5 })
    const { judgement } = json(await nearkin.run(['evaluate', 'run', 'other', '--json']))
    expect(judgement).toMatchObject({ queries: 10, leaveOneOut: true, levels: [{ level: 'class', seen: null }] })
  })
})

describe('embed', () => {
  it('writes the same embeddings, names and labels as .npy, .parquet and .safetensors', async () => {
    const results = []
    for (const ending of ['npy', 'parquet', 'safetensors'])
      results.push(json(await nearkin.run(['embed', 'run', 'data', '-o', `e.${ending}`, '--json'])))
    expect(results[0]).toEqual({ files: ['e.npy', 'e.names.json'], count: 72, dimensions: 4, skipped: [] })

    const { data, shape } = decodeNpy(readFileSync(join(place, 'e.npy')), 'e.npy')
    expect(shape).toEqual([72, 4])
    const beside = JSON.parse(readFileSync(join(place, 'e.names.json'), 'utf8')) as {
      names: string[]
      labels: Record<string, string[]>
    }
    expect(beside.names[0]).toBe('test/a/x/0.png')
    expect(beside.labels.fine![71]).toBe('c/y')
    for (let row = 0; row < 72; row++)
      expect(Math.hypot(...Array.from(data.subarray(4 * row, 4 * row + 4), Number))).toBeCloseTo(1, 5)

    const { tensors, metadata } = decodeSafetensors(readFileSync(join(place, 'e.safetensors')), 'e.safetensors')
    expect(tensors.embeddings!.data).toEqual(data)
    expect(JSON.parse(metadata.names!)).toEqual(beside.names)
    const classes = JSON.parse(metadata['classes.coarse']!) as string[]
    expect(Array.from(tensors['labels.coarse']!.data as BigInt64Array, (c) => classes[Number(c)])).toEqual(
      beside.labels.coarse,
    )

    const bytes = readFileSync(join(place, 'e.parquet'))
    const rows = await parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    })
    expect(rows.map(({ name }) => name)).toEqual(beside.names)
    expect(rows.map(({ fine }) => fine)).toEqual(beside.labels.fine)
    expect(Float32Array.from(rows.flatMap(({ embedding }) => embedding as number[]))).toEqual(data)
  })

  it('takes a flat folder of images, which have no labels', async () => {
    await tree(join(place, 'flat'), { '.': 5 })
    expect(json(await nearkin.run(['embed', 'run', 'flat', '-o', 'flat.npy', '--json']))).toMatchObject({ count: 5 })
    expect(JSON.parse(readFileSync(join(place, 'flat.names.json'), 'utf8'))).toMatchObject({ labels: {} })
  })
})

describe('report', () => {
  it('makes the report of a run again, in its folder or where it is told', async () => {
    const before = statSync(join(place, 'run/report.html')).mtimeMs
    expect(await nearkin.run(['report', 'run'])).toMatchObject({ code: 0, out: 'report: run/report.html\n' })
    expect(statSync(join(place, 'run/report.html')).mtimeMs).toBeGreaterThan(before)
    expect(await nearkin.run(['report', 'run', '-o', 'elsewhere.html'])).toMatchObject({ code: 0 })
    const html = readFileSync(join(place, 'elsewhere.html'), 'utf8')
    expect(html).toContain('triplet · easiest positives · semihard negatives')
    const { code, err } = await nearkin.run(['report', 'run', '-o', 'nowhere/report.html'])
    expect({ code, err }).toEqual({
      code: 2,
      err: "--output: its folder must exist, got 'nowhere/report.html'; make the folder, or choose another\n",
    })
  })
})

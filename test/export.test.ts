import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSession } from '../src/runtime/session.ts'
import type { ExportRecord } from '../src/ship/exportRecord.ts'
import { bytes } from '../src/tensor/array.ts'
import type { Program } from './program/program.ts'
import { program } from './program/program.ts'
import { kinds, tiny } from './program/tree.ts'

let nearkin: Program
let run: string
beforeAll(async () => {
  nearkin = await program()
  await kinds(join(nearkin.folder, 'data'))
  run = join(nearkin.folder, 'run')
  expect(await nearkin.run(['train', 'data', '--out', 'run', ...tiny])).toMatchObject({ code: 0 })
}, 120_000)
afterAll(() => nearkin.remove())

const recordIn = (folder: string): ExportRecord =>
  JSON.parse(readFileSync(join(nearkin.folder, folder, 'export.json'), 'utf8')) as ExportRecord

const files = [
  'README.md',
  'config.json',
  'export.json',
  'nearkin.onnx',
  'nearkin_fp16.onnx',
  'nearkin_int8.onnx',
  'onnx',
  'preprocessor_config.json',
]

describe('nearkin export', () => {
  it('gives a folder with each precision, measured, for transformers.js too, and its card', async () => {
    const { code, out } = await nearkin.run(['export', 'run', '--license', 'CC BY 4.0', '--name', 'A <b>name</b>'])
    expect(code).toBe(0)
    expect(readdirSync(join(run, 'export')).sort()).toEqual(files)
    expect(readdirSync(join(run, 'export/onnx')).sort()).toEqual([
      'model.onnx',
      'model_fp16.onnx',
      'model_quantized.onnx',
    ])
    const record = recordIn('run/export')
    expect(record.models.map(({ precision }) => precision)).toEqual(['float32', 'float16', 'int8'])
    for (const { measured, precision } of record.models) {
      expect(measured!.meanCosine).toBeGreaterThan(0.98)
      expect(measured!.recallAt1!.n).toBe(6)
      expect(measured!.imagesPerSecond).toBeGreaterThan(0)
      expect(out).toContain(precision)
    }
    expect(record).toMatchObject({ calibration: { images: 30, method: 'min-max' }, resize: { images: 6 } })
    expect(out).toMatch(/Recall@1 lost/)
    const card = readFileSync(join(run, 'export/README.md'), 'utf8')
    expect(card).toMatch(/^---\nlicense: other\nlicense_name: "CC BY 4.0"\n/)
    expect(card).toContain('# A &#60;b&#62;name&#60;/b&#62;\n')
    expect(card).toContain('6 queries of data, each searched in a gallery of 30, judged by the label level fine')
  })

  it('its model gives on photos of any size what the run gives: the same Recall@1 on the same images', async () => {
    const { recallAt1 } = recordIn('run/export').models[0]!.measured!
    const evaluation = JSON.parse(readFileSync(join(run, 'evaluation.json'), 'utf8'))
    expect(recallAt1!.mean).toBeCloseTo(evaluation.levels[0].all.means['Recall@1'], 6)
    const session = await openSession(readFileSync(join(run, 'export/nearkin.onnx')))
    const pixels = Uint8Array.from({ length: 40 * 25 * 3 }, (_, i) => i % 251)
    const { embeddings } = await session.run({ images: bytes(pixels, [1, 25, 40, 3]) })
    const squares = [...(embeddings!.data as Float32Array)].map((x) => x * x)
    expect(squares.reduce((a, b) => a + b)).toBeCloseTo(1, 5)
    await session.close()
  })

  it('makes the precisions that are asked for alone, at the size of the run alone', async () => {
    const args = ['export', 'run', '--out', 'one', '--precision', 'int8', '--size', 'fixed', '--json']
    const { code, out } = await nearkin.run(args)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ folder: 'one', models: [{ precision: 'int8', file: 'nearkin_int8.onnx' }] })
    const session = await openSession(readFileSync(join(nearkin.folder, 'one/nearkin_int8.onnx')))
    expect(session.declared.inputs[0]!.shape.slice(1)).toEqual([16, 16, 3])
    await session.close()
    expect(recordIn('one').resize).toBeNull()
  })

  it('says loudly where a precision loses more than is allowed', async () => {
    const { out, code } = await nearkin.run(['export', 'run', '--out', 'strict', '--tolerance', '0'])
    expect(code).toBe(0)
    for (const { precision, loses, measured } of recordIn('strict').models) {
      expect(loses).toBe((measured!.recallLost?.mean ?? 0) > 0)
      expect(out.includes(`WARNING: ${precision} loses`)).toBe(loses)
    }
  })

  it('refuses a folder that is there, replaces an export by --force alone, and nothing else ever', async () => {
    const again = await nearkin.run(['export', 'run'])
    expect(again).toMatchObject({ code: 2 })
    expect(again.err).toMatch(/--out: must be a new folder, and this one holds an export, got .*--force/)
    mkdirSync(join(nearkin.folder, 'other'))
    writeFileSync(join(nearkin.folder, 'other/thesis.txt'), 'years of work')
    const other = await nearkin.run(['export', 'run', '--out', 'other', '--force'])
    expect(other.err).toMatch(/this one holds other things/)
    expect(readdirSync(join(nearkin.folder, 'other'))).toEqual(['thesis.txt'])
    expect(await nearkin.run(['export', 'run', '--out', 'one', '--force'])).toMatchObject({ code: 0 })
    expect(readdirSync(join(nearkin.folder, 'one')).sort()).toEqual(files)
  })

  it('says what is no run, what has not ended, and what is no precision', async () => {
    expect((await nearkin.run(['export', 'data'])).err).toMatch(/data: must be a run folder/)
    mkdirSync(join(nearkin.folder, 'begun'))
    writeFileSync(join(nearkin.folder, 'begun/config.json'), readFileSync(join(run, 'config.json')))
    expect((await nearkin.run(['export', 'begun'])).err).toMatch(
      /model\.onnx: a training writes its model when it ends/,
    )
    writeFileSync(join(nearkin.folder, 'begun/model.onnx'), readFileSync(join(run, 'model.onnx')).subarray(0, 900))
    const damaged = await nearkin.run(['export', 'begun'])
    expect(damaged).toMatchObject({ code: 1 })
    expect(damaged.err).toMatch(/begun\/model\.onnx: the bytes must be an ONNX model/)
    const misspelt = await nearkin.run(['export', 'run', '--precision', 'flot16'])
    expect(misspelt).toMatchObject({ code: 2 })
    expect(misspelt.err).toMatch(/Did you mean float16\?/)
  })

  it('without its dataset makes the files and says that they are not measured; --dataset says where it lies', async () => {
    renameSync(join(nearkin.folder, 'data'), join(nearkin.folder, 'moved'))
    const { code, out } = await nearkin.run(['export', 'run', '--out', 'blind'])
    expect(code).toBe(0)
    expect(out).toMatch(/NOT MEASURED: dataset: the folder or file must exist, got 'data'/)
    expect(readFileSync(join(nearkin.folder, 'blind/README.md'), 'utf8')).toMatch(/int8: the weights alone/)
    expect(recordIn('blind').models[0]!.measured).toBeNull()
    expect(await nearkin.run(['export', 'run', '--out', 'seen', '--dataset', 'moved'])).toMatchObject({ code: 0 })
    expect(recordIn('seen').data).toMatchObject({ missing: null, images: 36 })
    const lost = await nearkin.run(['export', 'run', '--out', 'lost', '--dataset', 'nowhere'])
    expect(lost).toMatchObject({ code: 1 })
    expect(existsSync(join(nearkin.folder, 'lost'))).toBe(false)
    renameSync(join(nearkin.folder, 'moved'), join(nearkin.folder, 'data'))
  })

  it('a disk that fills while it writes: the error says so, and nothing is left of it', async ({ skip }) => {
    const mount = 'mkdir -p disk && mount -t tmpfs -o size=24k tmpfs disk'
    const { folder, main } = nearkin
    const small = (...command: readonly string[]): string =>
      execFileSync('unshare', ['-rm', 'sh', '-c', ...command], { cwd: folder, stdio: 'pipe', encoding: 'utf8' })
    const may = (): boolean => {
      try {
        small(mount)
        return true
      } catch {
        return false
      }
    }
    skip(!may(), 'no small disk can be mounted here (unshare -rm)')
    const script = `${mount} && ! "$@" 2> said && ls -A disk`
    expect(small(script, 'sh', process.execPath, main, 'export', 'run', '--out', 'disk/export')).toBe('')
    expect(readFileSync(join(folder, 'said'), 'utf8')).toMatch(/writing it needs \d+ bytes of free disk, got ENOSPC/)
  })

  it('killed while it writes leaves no half of a folder, and the next takes away what it left', async () => {
    const place = join(nearkin.folder, 'killed')
    mkdirSync(place)
    const temporary = (): boolean => readdirSync(place).some((name) => /^\.nearkin-.*\.tmp$/.test(name))
    let seen = false
    for (let round = 0; round < 5 && !seen; round++) {
      const call = nearkin.start(['export', 'run', '--out', 'killed/export', '--force'])
      while (call.child.exitCode === null && !temporary()) await sleep(1)
      call.child.kill('SIGKILL')
      await call.ended
      seen = temporary()
      expect(existsSync(join(place, 'export')) ? readdirSync(join(place, 'export')).sort() : files).toEqual(files)
    }
    expect(await nearkin.run(['export', 'run', '--out', 'killed/export', '--force'])).toMatchObject({ code: 0 })
    expect(readdirSync(place)).toEqual(['export'])
    expect(readdirSync(join(place, 'export')).sort()).toEqual(files)
  })
})

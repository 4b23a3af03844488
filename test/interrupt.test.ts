import { execFile } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLog } from '../src/train/log.ts'
import type { Program } from './program/program.ts'
import { program } from './program/program.ts'
import { kinds } from './program/tree.ts'

let nearkin: Program
beforeAll(async () => {
  nearkin = await program()
  await kinds(join(nearkin.folder, "my data's"))
}, 120_000)
afterAll(() => nearkin.remove())

const small = ['--widths', '4,8', '--embedding', '4', '--image-size', '16']
const args = ['train', "my data's", ...small, '--steps', '300']

/** The command that the program says goes on, run by a shell as a person would. */
async function goOn(err: string): Promise<void> {
  const command = /^go on with: (.*)$/m.exec(err)![1]!
  await promisify(execFile)('sh', ['-c', command], { cwd: nearkin.folder })
}

describe('Ctrl-C', () => {
  it('saves, says how to go on, ends with 130; and that command ends the training as if nothing had been', async () => {
    const call = nearkin.start([...args, '--out', 'stopped'])
    await call.until('training 1/300')
    call.child.kill('SIGINT')
    const { code, out, err } = await call.ended
    expect({ code, out }).toEqual({ code: 130, out: '' })
    const step = Number(/^stopped after step (\d+), saved in stopped$/m.exec(err)![1])
    expect(step).toBeGreaterThan(0)
    expect(step).toBeLessThan(300)
    expect(
      existsSync(join(nearkin.folder, `stopped/checkpoint/step-${String(step).padStart(8, '0')}.safetensors`)),
    ).toBe(true)
    expect(existsSync(join(nearkin.folder, 'stopped/lock'))).toBe(false)

    await goOn(err)
    expect(await nearkin.run([...args, '--out', 'straight'])).toMatchObject({ code: 0 })
    for (const file of ['model.onnx', 'log.jsonl'])
      expect(readFileSync(join(nearkin.folder, 'stopped', file))).toEqual(
        readFileSync(join(nearkin.folder, 'straight', file)),
      )
  })

  it('twice ends at once, and loses nothing that was written', async () => {
    const call = nearkin.start([...args, '--out', 'twice', '--checkpoint-every', '5'])
    await call.until('training 1/300')
    call.child.kill('SIGINT')
    await sleep(101)
    call.child.kill('SIGINT')
    const { code, signal, err } = await call.ended
    // A second one that comes when all is saved already meets no one who would count it: the system ends the program.
    expect(code === 130 || signal === 'SIGINT').toBe(true)
    expect(err).toContain('saving a checkpoint; Ctrl-C again ends at once')
    readLog(join(nearkin.folder, 'twice/log.jsonl'))
    expect(await nearkin.run([...args, '--out', 'twice', '--checkpoint-every', '5', '--resume'])).toMatchObject({
      code: 0,
    })
  })

  it('after the training, while it is judged and reported on, ends at once: there is nothing to save', async () => {
    const call = nearkin.start(['train', "my data's", ...small, '--steps', '20', '--out', 'judged'])
    await call.until('training 20/20')
    call.child.kill('SIGINT')
    const { code, err } = await call.ended
    expect(code).toBe(130)
    expect(err).toContain('\nstopped; what was trained is saved\n')
    await goOn(err)
    expect(existsSync(join(nearkin.folder, 'judged/report.html'))).toBe(true)
  })

  it('in a comparison leaves what is finished, and the command goes on with the rest', async () => {
    const call = nearkin.start(['compare', "my data's", ...small, '--steps', '100', '--seeds', '2', '--out', 'both'])
    await call.until('2/4')
    call.child.kill('SIGINT')
    const { code, err } = await call.ended
    expect(code).toBe(130)
    expect(err).toMatch(/^stopped after step \d+ of both\/triplet-all-semihard-seed1, saved$/m)
    const first = join(nearkin.folder, 'both/triplet-all-semihard-seed0/model.onnx')
    const before = statSync(first).mtimeMs
    await goOn(err)
    expect(statSync(first).mtimeMs).toBe(before)
    expect(existsSync(join(nearkin.folder, 'both/report.html'))).toBe(true)
  })
})

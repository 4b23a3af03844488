import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { decodeSafetensors } from '../src/data/arrays/safetensors.ts'
import { readLog } from '../src/train/log.ts'
import type { Program } from './program/program.ts'
import { program } from './program/program.ts'
import { kinds } from './program/tree.ts'

let nearkin: Program
beforeAll(async () => {
  nearkin = await program()
  await kinds(join(nearkin.folder, 'data'))
}, 120_000)
afterAll(() => nearkin.remove())

const mount = 'mkdir -p disk && mount -t tmpfs -o size=1m tmpfs disk'

/** Whether a process here may have a small disk of its own. */
function mayMount(): boolean {
  try {
    execFileSync('unshare', ['-rm', 'sh', '-c', mount], { cwd: nearkin.folder, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

it('a disk that fills while a checkpoint is written: the error says so, what was written stays, and --resume goes on', async ({
  skip,
}) => {
  skip(!mayMount(), 'no small disk can be mounted here (unshare -rm)')
  // Some 400 kB a checkpoint: the third does not fit beside the two that are kept until it is written.
  const options = [
    '--widths',
    '4,8',
    '--embedding',
    '256',
    '--image-size',
    '16',
    '--steps',
    '40',
    '--checkpoint-every',
    '10',
  ]
  const args = ['train', 'data', ...options]
  const { folder, main } = nearkin
  mkdirSync(join(folder, 'kept'))
  const script = `${mount} && "$@"; code=$?; cp -r disk/run kept/run; exit $code`
  const call = ['-rm', 'sh', '-c', script, 'sh', process.execPath, main, ...args, '--out', 'disk/run']
  let failed: { status?: number; stderr?: Buffer } = {}
  try {
    execFileSync('unshare', call, { cwd: folder, stdio: 'pipe' })
  } catch (error) {
    failed = error as typeof failed
  }
  expect(failed.status).toBe(1)
  expect(String(failed.stderr)).toMatch(
    /disk\/run\/checkpoint\/step-00000030\.safetensors: writing it needs \d+ bytes of free disk, got ENOSPC.*; the disk is full: free some space and go on from there \(what was written before is untouched\)/,
  )

  const run = join(folder, 'kept/run')
  const checkpoints = readdirSync(join(run, 'checkpoint'))
  expect(checkpoints.sort()).toEqual(['step-00000010.safetensors', 'step-00000020.safetensors'])
  for (const name of checkpoints) decodeSafetensors(readFileSync(join(run, 'checkpoint', name)), name)
  expect(readLog(join(run, 'log.jsonl')).filter(({ loss }) => loss !== undefined)).toHaveLength(3)

  const resumed = await nearkin.run([...args, '--out', 'kept/run', '--resume'])
  expect(resumed).toMatchObject({ code: 0 })
  expect(resumed.err).toContain('going on after step 20')
  expect(await nearkin.run([...args, '--out', 'straight'])).toMatchObject({ code: 0 })
  for (const name of ['model.onnx', 'log.jsonl'])
    expect(readFileSync(join(run, name))).toEqual(readFileSync(join(folder, 'straight', name)))
})

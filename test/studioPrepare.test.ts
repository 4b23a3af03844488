import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isLocked } from '../src/lock.ts'
import { openPrepared } from '../src/studio/prepare/openPrepared.ts'
import { workFolder } from '../src/studio/prepare/openWriter.ts'
import { preparedFolder } from '../src/studio/prepare/preparedFolder.ts'
import { preparedState } from '../src/studio/prepare/preparedState.ts'
import { untrainedRun } from '../src/studio/prepare/untrained.testing.ts'
import type { Ended, Program } from './program/program.ts'
import { program, started } from './program/program.ts'

let nearkin: Program
let script: string
beforeAll(async () => {
  nearkin = await program()
  script = join(nearkin.folder, 'prepare.mjs')
  writeFileSync(
    script,
    `import { prepareInChild } from './dist/studio/prepare/prepareInChild.js'
const abort = new AbortController()
const onProgress = (stage, done, total) => {
  console.error(stage, done, total)
  if (stage === process.argv[3]) abort.abort(new Error('broken off as was wished'))
}
await prepareInChild(process.argv[2], { onProgress, signal: abort.signal }).then(
  () => console.log('ready'),
  (error) => console.log(error.message),
)`,
  )
}, 120_000)
afterAll(() => nearkin.remove())

const classes = { 'a/x': 8, 'a/y': 8, 'b/x': 8, 'b/y': 8 }
const runNamed = (name: string) => untrainedRun(join(nearkin.folder, name), classes)

function prepare(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: nearkin.folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return started(child)
}

const said = async (call: { readonly ended: Promise<Ended> }): Promise<string> => (await call.ended).out.trim()

it('prepares in a process of its own, and says how far it is', async () => {
  const { run } = await runNamed('whole')
  const { out, err } = await prepare([run]).ended
  expect(out.trim()).toBe('ready')
  for (const stage of ['opening the dataset', 'embedding', 'neighbours', 'kinds', 'thumbnails'])
    expect(err).toContain(stage)
  expect(await preparedState(run)).toBe('ready')
})

it("passes on that process's error, with the file and what to do", async () => {
  const { run } = await runNamed('damaged')
  writeFileSync(join(run, 'model.onnx'), 'no model')
  expect(await said(prepare([run]))).toMatch(/model\.onnx: must be a whole model .*; restore it from a copy/)
})

it('says that memory ran out where it did', async () => {
  const { run } = await runNamed('small')
  const words = await said(prepare([run], { NODE_OPTIONS: '--max-old-space-size=12' }))
  // The parent has no more of it than its child, and needs little.
  expect(words).toMatch(/must come to its end, and ended with \w+; memory ran out, or somebody ended it/)
  expect(existsSync(preparedFolder(run))).toBe(false)
})

it('an abort ends the process, and leaves nothing to be seen', async () => {
  const { run } = await runNamed('aborted')
  expect(await said(prepare([run, 'neighbours']))).toBe('broken off as was wished')
  expect(await preparedState(run)).toBe('none')
  expect(await said(prepare([run]))).toBe('ready')
})

it('killed at any moment it leaves nothing half, and the next one goes on and sweeps', async () => {
  const { run } = await runNamed('killed')
  for (const stage of ['opening the dataset', 'embedding', 'neighbours', 'kinds', 'label errors', 'thumbnails']) {
    const call = prepare([run])
    expect(await call.until(stage)).toBe(true)
    call.child.kill('SIGKILL')
    await call.ended
    // Its child ends as it notices that it is alone.
    while (isLocked(workFolder(run))) await setTimeout(20)
    const state = await preparedState(run)
    if (state === 'none') expect(existsSync(preparedFolder(run))).toBe(false)
    else await (await openPrepared(run)).close()
  }
  expect(await said(prepare([run]))).toBe('ready')
  expect(readdirSync(workFolder(run))).toEqual([])
  await (await openPrepared(run)).close()
}, 180_000)

it('two processes that prepare the same run do not disturb each other', async () => {
  const { run } = await runNamed('twice')
  expect(await Promise.all([said(prepare([run])), said(prepare([run]))])).toEqual(['ready', 'ready'])
  expect(readdirSync(workFolder(run))).toEqual([])
  await (await openPrepared(run)).close()
})

const mount = (size: string): string => `mkdir -p disk && mount -t tmpfs -o size=${size} tmpfs disk`

/** Whether a process here may have a small disk of its own. */
function mayMount(): boolean {
  try {
    execFileSync('unshare', ['-rm', 'sh', '-c', mount('1m')], { cwd: nearkin.folder, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

it('a full disk is an error that says so, and leaves nothing half', async ({ skip }) => {
  skip(!mayMount(), 'no small disk can be mounted here (unshare -rm)')
  const { run } = await runNamed('full')
  mkdirSync(join(nearkin.folder, 'kept'))
  // The run itself takes some 20 kB, and what is prepared of it more than is left.
  const call = `${mount('48k')} && cp -r "$1" disk/run && "$2" "$3" disk/run; find disk/run/studio`
  const child = spawn('unshare', ['-rm', 'sh', '-c', call, 'sh', run, process.execPath, script], {
    cwd: nearkin.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { out } = await started(child).ended
  expect(out).toMatch(
    /disk\/run\/studio\/preparing\/new\/.*: writing it needs \d+ bytes of free disk, got ENOSPC.*; the disk is full/,
  )
  expect(out.trim().split('\n').slice(1)).toEqual(['disk/run/studio', 'disk/run/studio/preparing'])
})

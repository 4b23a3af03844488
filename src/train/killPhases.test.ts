import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { compile } from '../compile.testing.ts'
import { random } from '../random.ts'

let main = ''
beforeAll(async () => {
  const built = await compile(['train/phases.testing.ts'])
  main = join(built, 'train', 'phases.testing.js')
  return () => fs.rmSync(built, { recursive: true })
}, 120_000)

/** A training that is under way, and the last that it has said. */
function start(folder: string, pause: number): { child: ChildProcess; said: () => string; ended: Promise<unknown[]> } {
  const child = spawn(process.execPath, [main, folder, `${pause}`], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.on('data', (more: Buffer) => {
    text += String(more)
  })
  return { child, said: () => text.trim().split('\n').at(-1) ?? '', ended: once(child, 'close') }
}

/** All files of a run but its lock. */
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    ['log.jsonl', 'config.json', ...fs.readdirSync(join(folder, 'checkpoint')).map((name) => join('checkpoint', name))]
      .sort()
      .map((name) => [name, fs.readFileSync(join(folder, name)).toString('base64')]),
  )

describe('a training in phases, by chunks, with averages, best weights and patience', () => {
  it('that is killed in each phase ends, resumed each time, with the bytes of one that never was', async () => {
    const scratch = fs.mkdtempSync(join(tmpdir(), 'nearkin-kill-phases-'))
    onTestFinished(() => fs.rmSync(scratch, { recursive: true }))
    const straight = start(join(scratch, 'straight'), 0)
    expect(await straight.ended).toEqual([0, null])
    const result = JSON.parse(straight.said()) as object
    expect(result).toMatchObject({ ended: 'patience', step: 80, best: { step: 50, value: 100 } })

    const folder = join(scratch, 'killed')
    const rng = random('kill phases')
    // Within each phase, near its borders, and while the best weights have just been found.
    for (const step of [3 + rng.below(20), 29, 34 + rng.below(10), 50, 60, 63 + rng.below(15)]) {
      const { child, said, ended } = start(folder, 2)
      while (child.exitCode === null && !(Number(said()) >= step)) await sleep(1)
      await sleep(rng.below(12))
      child.kill('SIGKILL')
      expect(await ended).toEqual([null, 'SIGKILL'])
    }
    const last = start(folder, 0)
    expect(await last.ended).toEqual([0, null])
    expect(JSON.parse(last.said())).toEqual(result)
    expect(contents(folder)).toEqual(contents(join(scratch, 'straight')))
  }, 240_000)
})

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLog } from '../src/train/log.ts'
import type { Program } from './program/program.ts'
import { program } from './program/program.ts'
import { kinds, picture, put } from './program/tree.ts'

let nearkin: Program
let place = ''
beforeAll(async () => {
  nearkin = await program()
  place = nearkin.folder
  await kinds(join(place, 'data'))
  // The same images in every class: what they are cannot be learned, and the hardest pairs pull all to one point.
  for (const name of ['a', 'b', 'c', 'd'])
    for (let i = 0; i < 12; i++) await put(join(place, 'same', name, `${i}.png`), picture(`${i}`, i))
}, 120_000)
afterAll(() => nearkin.remove())

const small = ['--widths', '4,8', '--embedding', '4', '--image-size', '16']
const collapsing = [
  'train',
  'same',
  ...small,
  '--steps',
  '300',
  '--positives',
  'hardest',
  '--negatives',
  'hardest',
  '--rate',
  '0.1',
]

const alarms = (run: string): string[] =>
  readLog(join(place, run, 'log.jsonl')).flatMap(({ alarm }) => (typeof alarm === 'string' ? [alarm] : []))

describe('the collapse alarm', () => {
  it('says once that the loss stays at the margin and once that the rank is near 1, and what to try; the log has both', async () => {
    const { code, err } = await nearkin.run([...collapsing, '--out', 'collapsed'])
    expect(code).toBe(0)
    const said = err.match(/^step \d+: collapse: .*$/gm)!.map((line) => line.replace(/^step \d+: /, ''))
    expect(said).toHaveLength(2)
    expect(said.join('\n')).toMatch(/effective rank is 1\.\d+ of 4: they lie on one line; try --positives easiest/)
    expect(said.join('\n')).toMatch(
      /for 50 steps the loss has stayed at 0\.200, .*; try --positives easiest, --negatives semihard/,
    )
    expect(alarms('collapsed')).toEqual(said)
  })

  it('says nothing again after a kill and --resume: the log is that of a training never killed', async () => {
    const call = nearkin.start([...collapsing, '--checkpoint-every', '10', '--out', 'killed'])
    const log = join(place, 'killed/log.jsonl')
    while (call.child.exitCode === null && !(existsSync(log) && alarms('killed').length === 2)) await sleep(5)
    await sleep(50)
    call.child.kill('SIGKILL')
    expect((await call.ended).signal).toBe('SIGKILL')
    const { code, err } = await nearkin.run([...collapsing, '--checkpoint-every', '10', '--out', 'killed', '--resume'])
    expect(code).toBe(0)
    expect(err).toMatch(/going on after step \d+/)
    expect(readLog(log)).toEqual(readLog(join(place, 'collapsed/log.jsonl')))
  })

  it('says nothing of a healthy training, nor of the same data with easiest positives and semi-hard negatives', async () => {
    const runs = [
      ['train', 'data', ...small, '--steps', '100', '--out', 'healthy'],
      ['train', 'same', ...small, '--steps', '100', '--rate', '0.01', '--out', 'rescued'],
    ]
    for (const args of runs) expect((await nearkin.run(args)).err).not.toMatch(/collapse:|few anchors/)
    expect([...alarms('healthy'), ...alarms('rescued')]).toEqual([])
  })
})

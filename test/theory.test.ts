import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Program } from './program/program.ts'
import { program } from './program/program.ts'

let nearkin: Program
let place = ''
beforeAll(async () => {
  nearkin = await program()
  place = nearkin.folder
}, 120_000)
afterAll(() => nearkin.remove())

const tiny = ['collapse', '--modes', '2', '--samples', '2', '--noise', '0,0.2', '--seeds', '1', '--steps', '60']

/** What collapse.json holds, without the runs' places. */
const held = (folder: string): { runs: object[] } =>
  JSON.parse(readFileSync(join(place, folder, 'collapse.json'), 'utf8')) as { runs: object[] }

describe('nearkin collapse', () => {
  it('writes numbers, figures and a page, and prints a table of lines no wider than 100 characters', async () => {
    const { code, out } = await nearkin.run([...tiny, '--out', 'one'])
    expect(code).toBe(0)
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    expect(out).toMatch(/^all +20 % .* collapse$/m)
    expect(out).toContain('numbers: one/collapse.json\npage: one/collapse.html\n')
    expect(out).toMatch(/runs had not converged when the steps ran out; give more --steps/)
    const names = ['ratio.svg', 'loss.svg', 'places-triplet.svg', 'places-margin_learn-beta.svg', 'collapse.html']
    for (const name of names) expect(statSync(join(place, 'one', name)).size).toBeLessThan(100_000)
    // Two losses, two rules, two noises, two starts.
    expect(held('one').runs).toHaveLength(16)
  })

  it('--json prints one object, the same for the same seed but for where it lies', async () => {
    const args = [...tiny, '--losses', 'triplet:margin=0.5', '--positives', 'all', '--json']
    const [a, b] = [await nearkin.run([...args, '--out', 'a']), await nearkin.run([...args, '--out', 'b'])]
    const { record, cells, options } = JSON.parse(a.out) as Record<string, unknown>
    expect(record).toBe('a/collapse.json')
    expect(options).toMatchObject({ losses: [{ loss: { name: 'triplet', margin: 0.5 } }], tied: true, modes: 2 })
    expect(cells).toHaveLength(2)
    expect(JSON.parse(b.out)).toMatchObject({ cells, options })
    expect(held('b')).toEqual(held('a'))
  })

  it('stops at Ctrl-C, says how to go on, and then has the same runs as if nothing had been', async () => {
    const args = [...tiny, '--seeds', '12', '--losses', 'triplet']
    const call = nearkin.start([...args, '--out', 'stopped'])
    await call.until('runs')
    call.child.kill('SIGINT')
    const { code, out, err } = await call.ended
    expect({ code, out }).toEqual({ code: 130, out: '' })
    const [, done] = /^stopped after (\d+) of 96 runs, saved in stopped\/collapse\.json$/m.exec(err)!
    expect(Number(done)).toBeLessThan(96)
    expect(err).toMatch(/^go on with: .* --out stopped --resume$/m)
    const ended = held('stopped').runs
    expect(ended).toHaveLength(Number(done))
    expect(existsSync(join(place, 'stopped/collapse.html'))).toBe(false)

    expect(await nearkin.run([...args, '--out', 'stopped', '--resume'])).toMatchObject({ code: 0 })
    expect(await nearkin.run([...args, '--out', 'straight'])).toMatchObject({ code: 0 })
    expect(held('stopped')).toEqual(held('straight'))
    expect(readFileSync(join(place, 'stopped/ratio.svg'))).toEqual(readFileSync(join(place, 'straight/ratio.svg')))
  }, 120_000)

  it('does not write over an experiment, and goes on with the same options alone', async () => {
    expect(await nearkin.run([...tiny, '--losses', 'triplet', '--out', 'held'])).toMatchObject({ code: 0 })
    const again = await nearkin.run([...tiny, '--out', 'held'])
    expect(again).toMatchObject({ code: 1, out: '' })
    expect(again.err).toMatch(/^held: a new experiment needs a folder without one, .*; go on with it by --resume/m)
    const other = await nearkin.run([...tiny, '--losses', 'triplet', '--dimension', '3', '--out', 'held', '--resume'])
    expect(other).toMatchObject({ code: 1, out: '' })
    expect(other.err).toMatch(/--resume goes on with the same options, and dimension differs, got '3'; it was 2/)
    const file = await nearkin.run([...tiny, '--out', 'held/ratio.svg'])
    expect(file).toMatchObject({ code: 1, out: '' })
    expect(file.err).toMatch(/held\/ratio\.svg: a folder is wanted where a file lies/)
    expect(file.err).not.toContain('runs/s')
    const none = await nearkin.run([...tiny, '--out', 'nowhere', '--resume'])
    expect(none).toMatchObject({ code: 1, out: '' })
    expect(none.err).toMatch(/nowhere\/collapse\.json: the file must exist/)
  })

  it.each([
    [['--noise', '0.1,0.7'], /'0\.1,0\.7' is invalid\. Each must be from 0 to 0\.5: .* got 0\.7/],
    [['--classes', '1'], /It must be a whole number, at least 2/],
    [['--steps', '0'], /It must be a whole number, at least 1/],
    [['--positives', 'hardest'], /Allowed are all, easiest; got 'hardest'/],
    [['--losses', 'triplet:margin=0'], /^--losses triplet: margin must be a number above 0, got 0/],
    [['--samples', '100'], /^--samples: classes x modes x samples must be at most 200, got 600/],
  ])('%j is refused with 2 before anything is written', async (args, message) => {
    const { code, out, err } = await nearkin.run(['collapse', ...args, '--out', 'refused'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(message)
    expect(existsSync(join(place, 'refused'))).toBe(false)
  })
})

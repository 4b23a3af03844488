import { describe, expect, it } from 'vitest'
import { settingsOf } from '../../../runs/settings.ts'
import { runNames } from './runNames.ts'

const run = (folder: string, settings: Record<string, unknown> | null) => ({
  folder,
  settings: settings && settingsOf({ dataset: 'photos', ...settings }),
})
const names = (...runs: ReturnType<typeof run>[]) => runNames(runs).map(({ name }) => name)

describe('runNames', () => {
  it('names runs by what differs, and the seed', () => {
    expect(
      names(
        run('a', { positives: 'all' }),
        run('b', { positives: 'easiest' }),
        run('c', { positives: 'all', seed: 3 }),
      ),
    ).toEqual(['all positives, seed 0', 'easiest positives, seed 0', 'all positives, seed 3'])
  })

  it('takes seeds of one method for one', () => {
    const [one, other] = runNames([run('a', { seed: 1 }), run('b', { seed: 2 })])
    expect(one!.method).toBe(other!.method)
  })

  it('names runs of several datasets by these first, without settings that differ between datasets alone', () => {
    expect(
      names(
        run('a', { dataset: 'mnist:', positives: 'all' }),
        run('b', { dataset: 'mnist:', positives: 'easiest' }),
        run('c', { dataset: '../data/grocery', embedding: 64 }),
      ),
    ).toEqual([
      'mnist · all positives, seed 0',
      'mnist · easiest positives, seed 0',
      expect.stringMatching(/^grocery · .*, seed 0$/),
    ])
    expect(names(run('a', { dataset: 'x/photos' }), run('b', { dataset: 'y/photos' }))).toEqual([
      expect.stringMatching(/^x\/photos · /),
      expect.stringMatching(/^y\/photos · /),
    ])
  })

  it('names by their folders runs that are alike, and those that cannot be read', () => {
    expect(names(run('x/a', {}), run('x/b', {}), run('x/c', null))).toEqual([
      expect.stringMatching(/, seed 0 \(a\)$/),
      expect.stringMatching(/, seed 0 \(b\)$/),
      'c',
    ])
    expect(names()).toEqual([])
  })
})

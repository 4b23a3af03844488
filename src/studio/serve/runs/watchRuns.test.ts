import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { lockFolder } from '../../../lock.ts'
import { writeSyntheticRun } from '../../prepare/synthetic.testing.ts'
import { temporaryFolder } from '../studio.testing.ts'
import { watchRuns } from './watchRuns.ts'

/** A folder with runs of these names, alike but for their seeds. */
async function comparison(...names: readonly string[]): Promise<string> {
  const folder = temporaryFolder()
  for (const [seed, name] of names.entries()) {
    const run = join(folder, name)
    await writeSyntheticRun(run, { rows: 40, classes: 2, dimension: 2, seed: 0 })
    change(run, (config) => ({ ...config, seed }))
  }
  return folder
}

function change(run: string, to: (config: Record<string, unknown>) => unknown): void {
  const path = join(run, 'config.json')
  writeFileSync(path, JSON.stringify(to(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>)))
}

async function watched(folders: readonly string[]) {
  const heard: (number | string)[] = []
  const tell = {
    changed: (list: readonly unknown[]) => void heard.push(list.length),
    wrote: (id: string) => void heard.push(id),
  }
  const runs = await watchRuns(folders, tell, { interval: 1e6 })
  onTestFinished(() => runs.close())
  const states = async () => {
    await runs.look()
    return runs.list().map(({ id, state }) => [id, state])
  }
  return { runs, heard, states }
}

describe('watchRuns', () => {
  it('finds a run, and the runs of a comparison by name, each with an id and what tells it from the others', async () => {
    const folder = await comparison('b', 'a')
    const { runs } = await watched([folder])
    expect(runs.list().map(({ id, state }) => [id, state])).toEqual([
      ['a', 'finished'],
      ['b', 'finished'],
    ])
    const [a, b] = runs.list()
    expect([a!.name.replace(/\d+$/, ''), a!.method]).toEqual([b!.name.replace(/\d+$/, ''), b!.method])
    expect(a!.name).toMatch(/, seed 1$/)
    expect((await watched([join(folder, 'a')])).runs.list()).toHaveLength(1)
  })

  it('gives folders of one name ids of their own, the same after a restart', async () => {
    const [one, other] = [await comparison('a'), await comparison('a')]
    const ids = async () => (await watched([one, other])).runs.list().map(({ id }) => id)
    const first = await ids()
    expect(first[0]).toBe('a')
    expect(first[1]).toMatch(/^a-[0-9a-f]{6}$/)
    expect(await ids()).toEqual(first)
  })

  it('fails on a folder that there is not, and on a file', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    await expect(watched([join(folder, 'none')])).rejects.toThrow(/must exist; give the --out folder/)
    await expect(watched([join(folder, 'file')])).rejects.toThrow(/must be a folder/)
  })

  it('shows a run that appears in a comparison while it is open, and tells', async () => {
    const folder = await comparison('a')
    const { runs, heard } = await watched([folder])
    cpSync(join(folder, 'a'), join(folder, 'late'), { recursive: true })
    await runs.look()
    expect(runs.list().map(({ id }) => id)).toEqual(['a', 'late'])
    expect(heard).toEqual([1, 2])
    await runs.look()
    expect(heard).toEqual([1, 2])
  })

  it('says of a run that is deleted while it is open that it is gone, and takes it up again when it is back', async () => {
    const folder = await comparison('a', 'b')
    const { runs, states } = await watched([folder])
    renameSync(join(folder, 'a'), join(folder, '..', 'elsewhere-a'))
    onTestFinished(() => rmSync(join(folder, '..', 'elsewhere-a'), { recursive: true, force: true }))
    expect(await states()).toEqual([
      ['a', 'gone'],
      ['b', 'finished'],
    ])
    expect(runs.find('a')!.complaint).toMatch(/is not any more; put it back/)
    renameSync(join(folder, '..', 'elsewhere-a'), join(folder, 'a'))
    expect(await states()).toEqual([
      ['a', 'finished'],
      ['b', 'finished'],
    ])
    rmSync(folder, { recursive: true })
    expect(await states()).toEqual([
      ['a', 'gone'],
      ['b', 'gone'],
    ])
  })

  it('knows a run in training by its lock, and an interrupted one', async () => {
    const folder = await comparison('a', 'b')
    for (const name of ['a', 'b']) rmSync(join(folder, name, 'evaluation.json'), { force: true })
    const { release } = lockFolder(join(folder, 'a'), { use: '', instead: '' })
    const { states } = await watched([folder])
    expect(await states()).toEqual([
      ['a', 'training'],
      ['b', 'interrupted'],
    ])
    release()
    writeFileSync(join(folder, 'b/lock'), 'half wri')
    expect(await states()).toEqual([
      ['a', 'interrupted'],
      ['b', 'interrupted'],
    ])
  })

  it('says what is wrong with a run that is half written, naming the file and what to do', async () => {
    const folder = await comparison('a', 'b', 'c')
    writeFileSync(join(folder, 'a/config.json'), '{"dataset": "x", "los')
    writeFileSync(join(folder, 'b/evaluation.json'), '{}')
    const { runs, states } = await watched([folder])
    rmSync(join(folder, 'c/config.json'))
    expect(await states()).toEqual([
      ['a', 'damaged'],
      ['b', 'damaged'],
      ['c', 'damaged'],
    ])
    const complaints = runs.list().map(({ complaint }) => complaint)
    expect(complaints[0]).toMatch(/a\/config\.json.*line 1, column 18.*restore it/)
    expect(complaints[1]).toMatch(/b\/evaluation\.json.*--resume/)
    expect(complaints[2]).toMatch(/c\/config\.json.*is missing.*restore it/)
  })

  it('says of a run of another version which wrote it', async () => {
    const folder = await comparison('a')
    change(join(folder, 'a'), (config) => ({ ...config, version: '9.0.0', telepathy: true }))
    const { runs } = await watched([folder])
    expect(runs.list()[0]).toMatchObject({ state: 'damaged', settings: null })
    expect(runs.list()[0]!.complaint).toMatch(/no setting 'telepathy'.*written by nearkin 9\.0\.0.*open it with that/)
  })

  it('tells which run has written to its log, or to that of its head', async () => {
    const folder = await comparison('a', 'b')
    const { runs, heard } = await watched([folder])
    writeFileSync(join(folder, 'b/log.jsonl'), '{"step":1}\n')
    await runs.look()
    mkdirSync(join(folder, 'a/head'))
    writeFileSync(join(folder, 'a/head/log.jsonl'), '{"step":1}\n')
    await runs.look()
    expect(heard).toEqual([2, 'b', 'a'])
  })

  it('is empty where a comparison has no run yet', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'notes'))
    expect((await watched([folder])).runs.list()).toEqual([])
  })
})

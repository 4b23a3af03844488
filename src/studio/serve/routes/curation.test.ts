import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { csvText } from '../../../data/csvText.ts'
import { plant, temporary } from '../../../data/images.testing.ts'
import type { Curation, RunDetail } from '../../api.ts'
import { writeCuratedRun } from '../../curate/curated.testing.ts'
import { serveStudio } from '../serveStudio.ts'

/** A studio over one run of four images of two classes. */
async function served() {
  const root = temporary()
  const data = join(root, 'photos')
  await plant(data, ['cat/1.png', 'cat/2.png', 'dog/3.png', 'dog/4.png'])
  const run = join(root, 'one')
  await writeCuratedRun(run, { dataset: data, label: 'class' })
  const studio = await serveStudio([run], {
    port: 4900,
    prepare: async () => {},
    isReady: async () => true,
    program: 'npx nearkin',
  })
  onTestFinished(() => studio.close())
  const origin = studio.address.replace(/\/$/, '')
  const { runs } = (await (await fetch(`${origin}/api/runs`)).json()) as { runs: { id: string }[] }
  const at = `${origin}/api/runs/${runs[0]!.id}/curation`
  // The studio first looks whether the run is ready.
  while ((await fetch(at)).status === 409) await new Promise((resolve) => setTimeout(resolve, 20))
  const heard = async (): Promise<string[]> => {
    const stop = new AbortController()
    onTestFinished(() => stop.abort())
    const stream = await fetch(`${origin}/api/events`, { signal: stop.signal })
    const lines: string[] = []
    const read = async (): Promise<void> => {
      for await (const bytes of stream.body!) lines.push(new TextDecoder().decode(bytes))
    }
    read().catch(() => {})
    return lines
  }
  const post = async (
    path: string,
    body: unknown,
  ): Promise<[status: number, answer: Curation & { complaint: string }]> => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await fetch(`${at}${path}`, { method: 'POST', headers: { origin }, body: text })
    return [answer.status, (await answer.json()) as Curation & { complaint: string }]
  }
  const detail = async (): Promise<RunDetail> =>
    (await fetch(at.replace(/\/curation$/, ''))).json() as Promise<RunDetail>
  const get = async (): Promise<[number, Curation]> => {
    const answer = await fetch(at)
    return [answer.status, (await answer.json()) as Curation]
  }
  return { post, get, detail, run, heard, origin, journal: join(run, 'studio', 'curation', 'journal.jsonl') }
}

describe('the curation of a run over http', () => {
  it('takes decisions, takes them back, and tells the pages', async () => {
    const { post, get, heard, run } = await served()
    const lines = await heard()
    const [status, answer] = await post('', { do: 'relabel', row: 0, label: 'dog', token: 'a' })
    expect([status, answer.revision, answer.column]).toEqual([200, 1, 'class-corrected'])
    expect(answer.command).toMatch(`npx nearkin train ${join(run, 'studio', 'curation', 'labels.csv')} --label`)
    while (!lines.join('').includes('"type":"curation"')) await new Promise((resolve) => setTimeout(resolve, 20))
    // Asked again because the answer was lost.
    await post('', { do: 'relabel', row: 0, label: 'dog', token: 'a' })
    await post('', { do: 'keep', row: 1 })
    await post('/revoke', { id: 1 })
    expect((await get())[1].decisions.map(({ decision }) => decision)).toEqual([{ do: 'keep', row: 1 }])
    await post('/undo', {})
    await post('/undo', '')
    expect((await post('/redo', null))[1].decisions).toHaveLength(2)
    expect((await get())[1]).toMatchObject({ revision: 6, undoable: 2, redoable: 1 })
  })

  it('answers 412 to a decision on another preparation, unless it has heard it already', async () => {
    const { post, detail } = await served()
    const { stamp } = await detail()
    expect((await post('', { do: 'relabel', row: 0, label: 'dog', token: 'a', stamp }))[0]).toBe(200)
    const [status, answer] = await post('', { do: 'keep', row: 1, token: 'b', stamp: 'other' })
    expect([status, answer.complaint]).toEqual([412, 'the run was prepared anew since; look at it again'])
    const [again, state] = await post('', { do: 'relabel', row: 0, label: 'dog', token: 'a', stamp: 'other' })
    expect([again, state.revision]).toEqual([200, 1])
  })

  it('takes in one file at a time', async () => {
    const { post } = await served()
    const file = csvText(['name', 'suggested', 'accept'], [['cat/1.png', 'dog', 'yes']])
    const statuses = (await Promise.all([post('/import', file), post('/import', file)])).map(([status]) => status)
    expect(statuses.sort()).toEqual([200, 503])
    expect((await post('/import', file))[0]).toBe(200)
  })

  it('answers 400 with a complaint to what is no decision, and 404 where there is no such run', async () => {
    const { post, origin } = await served()
    for (const [path, body, words] of [
      ['', '{', /the decision: must hold whole JSON/],
      ['', [], /must say what to do/],
      ['', { do: 'keep', row: 4 }, /rows go from 0 to 3, got 4/],
      ['', { do: 'refuse kind', kind: 0 }, /this run has no kinds/],
      ['/revoke', {}, /id must be that of a decision/],
      ['/import', 'no,such\r\n1,2\r\n', /label-errors\.csv: must have the columns/],
      ['/import', csvText(['name', 'suggested', 'accept'], [['x', 'dog', 'yes']]), /the image, got 'x'/],
    ] as const) {
      const [status, answer] = await post(path, body)
      expect([status, answer.complaint]).toEqual([400, expect.stringMatching(words)])
      expect(answer.complaint).not.toContain('/tmp')
    }
    expect((await fetch(`${origin}/api/runs/other/curation`)).status).toBe(404)
    expect((await post('', { do: 'keep', row: 0, token: 'x'.repeat(20_000) }))[0]).toBe(413)
  })

  it('takes the accepted rows of a label-errors.csv', async () => {
    const { post } = await served()
    const text = csvText(['name', 'suggested', 'accept'], [['cat/1.png', 'dog', 'yes']])
    const [status, answer] = await post('/import?token=once', text)
    expect([status, answer.decisions.map(({ decision }) => decision)]).toEqual([
      200,
      [{ do: 'relabel', row: 0, label: 'dog' }],
    ])
  })

  it('answers 500, naming file and line, where the journal is damaged, and loses nothing of it', async () => {
    const { post, get, journal } = await served()
    await post('', { do: 'keep', row: 0 })
    const text = `${readFileSync(journal, 'utf8')}garbage\n\n`
    writeFileSync(journal, text)
    const [status, answer] = await post('', { do: 'keep', row: 1 })
    expect([status, answer.complaint]).toEqual([500, expect.stringMatching(/journal\.jsonl:3: must hold JSON/)])
    expect((await get())[0]).toBe(500)
    expect(readFileSync(journal, 'utf8')).toBe(text)
  })
})

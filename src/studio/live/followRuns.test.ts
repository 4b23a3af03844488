import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { followRuns } from './followRuns.ts'

it('followRuns says which run has written, which is another than it was, and nothing of the others', async () => {
  const place = mkdtempSync(join(tmpdir(), 'nearkin-live-'))
  const runs = ['a', 'b', 'c'].map((id) => ({ id, folder: join(place, id) }))
  for (const { folder } of runs) {
    mkdirSync(folder)
    writeFileSync(join(folder, 'config.json'), '{}')
  }
  const said: string[] = []
  const end = followRuns(
    () => runs,
    (id, what) => said.push(`${id} ${what}`),
    { every: 5 },
  )
  try {
    // The first look only learns what there is.
    await new Promise((done) => setTimeout(done, 100))
    expect(said).toEqual([])
    appendFileSync(join(place, 'a/log.jsonl'), '{"step":10}\n')
    await vi.waitFor(() => expect(said).toEqual(['a log']))
    rmSync(join(place, 'b'), { recursive: true })
    await vi.waitFor(() => expect(said).toEqual(['a log', 'b state']))
  } finally {
    end()
    rmSync(place, { recursive: true, force: true })
  }
})

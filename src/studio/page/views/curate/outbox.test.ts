import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Curation } from '../../../api.ts'

/** The browser's store, and a server of which the test says how it answers. */
const store = new Map<string, string>()
const asked: { path: string; body: { token: string; row?: number } }[] = []
let answer: (body: { token: string }) => Response | Error

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', { getElementById: () => null })
  vi.stubGlobal('location', { protocol: 'http:' })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
    removeItem: (key: string) => store.delete(key),
  })
  vi.stubGlobal('fetch', async (path: string, { body }: { body: string }) => {
    const sent = JSON.parse(body) as { token: string; row?: number }
    asked.push({ path, body: sent })
    const said = answer(sent)
    if (said instanceof Error) throw said
    return said
  })
  store.clear()
  asked.length = 0
  answer = () => Response.json({ revision: asked.length } as Curation)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const keep = (row: number) => ({ way: 'decide' as const, decision: { do: 'keep' as const, row }, id: null })

async function opened(key = 'run') {
  const { openOutbox } = await import('./outbox.ts')
  const news: unknown[] = []
  const outbox = openOutbox('/api/runs/a/curation', key, (one) => news.push(one))
  return { outbox, news }
}

const settled = () => vi.advanceTimersByTimeAsync(1)

describe('openOutbox', () => {
  it('sends decisions in their order, and forgets them when the server has said yes', async () => {
    const { outbox, news } = await opened()
    outbox.add(keep(1))
    outbox.add({ way: 'undo', decision: null, id: null })
    outbox.add({ way: 'revoke', decision: null, id: 7 })
    expect(outbox.waiting()).toHaveLength(3)
    expect(JSON.parse(store.get('run')!)).toHaveLength(3)
    await settled()
    expect(asked.map(({ path }) => path.replace('/api/runs/a/curation', ''))).toEqual(['', '/undo', '/revoke'])
    expect(asked[2]!.body).toMatchObject({ id: 7, token: expect.any(String) })
    expect([outbox.waiting().length, store.size, news.length]).toEqual([0, 0, 3])
  })

  it('tries again while the server is away, with the same token, and loses nothing by a reload', async () => {
    answer = () => new TypeError('fetch failed')
    const { outbox, news } = await opened()
    outbox.add(keep(1))
    await settled()
    expect(news).toEqual([{ curation: null, trouble: expect.stringMatching(/does not answer/), refused: null }])
    await vi.advanceTimersByTimeAsync(2000)
    expect(asked[1]!.body).toEqual(asked[0]!.body)
    outbox.close()
    answer = () => Response.json({ revision: 1 })
    const again = await opened()
    await settled()
    expect(asked.at(-1)!.body).toEqual(asked[0]!.body)
    expect([again.outbox.waiting().length, store.size]).toEqual([0, 0])
  })

  it('tries again where the disk was full, and not where the decision was refused', async () => {
    answer = () => Response.json({ complaint: 'the disk is full' }, { status: 500 })
    const { outbox, news } = await opened()
    outbox.add(keep(1))
    await settled()
    expect(outbox.waiting()).toHaveLength(1)
    answer = () => Response.json({ complaint: 'rows go from 0 to 3' }, { status: 400 })
    await vi.advanceTimersByTimeAsync(2000)
    expect(outbox.waiting()).toHaveLength(0)
    expect(news.at(-1)).toEqual({ curation: null, trouble: null, refused: 'rows go from 0 to 3' })
  })

  it.each([
    401, 403, 404, 421,
  ])('keeps a decision where the studio answers %i, which says nothing of it', async (status) => {
    answer = () => Response.json({ complaint: 'not here' }, { status })
    const { outbox, news } = await opened()
    outbox.add(keep(1))
    await settled()
    expect([outbox.waiting().length, news.at(-1)]).toEqual([1, { curation: null, trouble: 'not here', refused: null }])
    answer = () => Response.json({ revision: 1 })
    await vi.advanceTimersByTimeAsync(2000)
    expect([outbox.waiting().length, store.size]).toEqual([0, 0])
  })

  it('says of which preparation a decision is, and takes 412, prepared anew, for a refusal', async () => {
    answer = () => Response.json({ complaint: 'prepared anew' }, { status: 412 })
    const { outbox, news } = await opened()
    outbox.add({ ...keep(1), stamp: 'first' })
    await settled()
    expect(asked[0]!.body).toEqual({ do: 'keep', row: 1, stamp: 'first', token: expect.any(String) })
    expect([outbox.waiting().length, news.at(-1)]).toEqual([
      0,
      { curation: null, trouble: null, refused: 'prepared anew' },
    ])
  })

  it('sends what waits after it is closed, and tells nobody', async () => {
    answer = () => new TypeError('fetch failed')
    const { outbox, news } = await opened()
    outbox.add(keep(1))
    outbox.add(keep(2))
    await settled()
    outbox.close()
    answer = () => Response.json({ revision: 1 })
    await vi.advanceTimersByTimeAsync(2000)
    expect(asked.map(({ body }) => body.row)).toEqual([1, 1, 2])
    expect([store.size, news.length]).toEqual([0, 1])
  })

  it('keeps what another tab has not sent yet', async () => {
    answer = () => new TypeError('fetch failed')
    const one = await opened()
    one.outbox.add(keep(1))
    await settled()
    const other = await opened()
    other.outbox.add(keep(2))
    expect(JSON.parse(store.get('run')!)).toHaveLength(2)
    answer = () => Response.json({ revision: 1 })
    await vi.advanceTimersByTimeAsync(5000)
    expect([one.outbox.waiting().length, other.outbox.waiting().length, store.size]).toEqual([0, 0, 0])
  })
})

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeSyntheticRun } from '../../prepare/synthetic.testing.ts'
import { ask, temporaryFolder, testStudio } from '../studio.testing.ts'

async function studio(options = {}) {
  const folder = join(temporaryFolder(), 'run')
  await writeSyntheticRun(folder, { rows: 40, classes: 2, dimension: 2, seed: 0 })
  return testStudio([folder], options)
}

describe('the guard', () => {
  it('answers to the names of this machine alone: a page whose name was made to point here gets nothing', async () => {
    const opened = await studio()
    const { port } = opened
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`])
      expect([host, (await ask(opened, '/api/runs', { headers: { host } })).status]).toEqual([host, 200])
    for (const host of [
      `evil.example:${port}`,
      `127.0.0.1.evil.example:${port}`,
      'localhost',
      `localhost:${port + 1}`,
      `localhost:${port}@evil.example`,
      `10.0.0.7:${port}`,
    ]) {
      const answer = await ask(opened, '/api/runs', { headers: { host } })
      expect([host, [400, 421].includes(answer.status)]).toEqual([host, true])
      expect(answer.text).not.toContain('synthetic')
    }
  })

  it('reads and writes nothing for another origin', async () => {
    const opened = await studio()
    for (const origin of ['http://evil.example', 'null', `http://localhost:${opened.port + 1}`, 'https://127.0.0.1'])
      expect([origin, (await ask(opened, '/api/runs', { headers: { origin } })).status]).toEqual([origin, 403])
    const own = `http://127.0.0.1:${opened.port}`
    expect((await ask(opened, '/api/runs', { headers: { origin: own } })).status).toBe(200)
  })

  it('refuses what a page elsewhere loads, frames or sends, and lets a link to a view through', async () => {
    const opened = await studio()
    const get = (path: string, headers: Record<string, string>) => ask(opened, path, { headers })
    const cross = { 'sec-fetch-site': 'cross-site' }
    expect((await get('/api/runs', { ...cross, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' })).status).toBe(
      403,
    )
    expect(
      (await get('/api/runs', { ...cross, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' })).status,
    ).toBe(403)
    expect((await get('/map', { ...cross, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' })).status).toBe(403)
    expect((await get('/map', { ...cross, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' })).status).toBe(
      200,
    )
    expect((await get('/map', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' })).status).toBe(403)
    expect((await get('/api/runs', { 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    expect((await get('/api/runs', { 'sec-fetch-site': 'none' })).status).toBe(200)
  })

  it('takes what is sent from its own page alone', async () => {
    const opened = await studio()
    const send = (headers: Record<string, string>) =>
      ask(opened, '/api/search?runs=run', { method: 'POST', body: 'x', headers })
    expect((await send({ 'content-type': 'text/plain' })).status).toBe(403)
    expect((await send({ origin: 'http://evil.example' })).status).toBe(403)
    const own = { origin: `http://127.0.0.1:${opened.port}` }
    expect((await send({ ...own, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await send({ ...own, 'content-type': 'text/plain' })).status).toBe(415)
    expect((await send({ ...own, 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
  })

  it('knows three methods, and addresses of some length', async () => {
    const opened = await studio()
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])
      expect([method, (await ask(opened, '/api/runs', { method })).status]).toEqual([method, 405])
    expect((await ask(opened, '/api/runs', { method: 'HEAD' })).text).toBe('')
    expect((await ask(opened, `/api/runs/${'x'.repeat(40_000)}`)).status).toBe(414)
    expect((await ask(opened, `/api/runs/${'x'.repeat(60_000)}`)).status).toBe(431)
  })

  it('tells the browser on every answer that nothing comes from elsewhere and nobody else may show it', async () => {
    const opened = await studio()
    for (const path of ['/', '/api/runs', '/api/nothing', '/assets/index-abcdefgh.js']) {
      const { headers } = await ask(opened, path)
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      expect(headers['content-security-policy']).not.toMatch(/unsafe|http|\*/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers['cross-origin-resource-policy']).toBe('same-origin')
      expect(headers['cross-origin-opener-policy']).toBe('same-origin')
      expect(headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  it('lets no path out of its folder, however it is written', async () => {
    const opened = await studio()
    for (const path of [
      '/../../../../etc/passwd',
      '/..%2f..%2f..%2fetc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/assets/../../package.json',
      '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
      '//etc/passwd',
      '/api/runs/..%2f..%2fetc/map',
      '/api/runs/run/images/..%2f..%2f1',
      '/api/runs/run/columns/..%2fdetail.json',
      '/api/runs/run%00/map',
      '/index.html',
      '/assets\\..\\..\\package.json',
    ]) {
      const answer = await ask(opened, path)
      expect([path, answer.status >= 400]).toEqual([path, true])
      expect(answer.text).not.toMatch(/root:|"name": "nearkin"/)
    }
  })
})

describe('the token', () => {
  it('is asked for wherever others reach the server, given once in the address, and kept in a cookie', async () => {
    const opened = await studio({ host: '0.0.0.0' })
    const token = /\?token=([\w-]{20,})$/.exec(opened.address)?.[1]
    expect(token).toBeDefined()
    expect((await ask(opened, '/api/runs')).status).toBe(401)
    expect((await ask(opened, '/api/runs?token=wrong')).status).toBe(401)
    expect((await ask(opened, '/', { headers: { cookie: `nearkin-studio-${opened.port}=wrong` } })).status).toBe(401)
    const first = await ask(opened, `/map?runs=a&token=${token}`)
    expect([first.status, first.headers.location]).toEqual([303, '/map?runs=a'])
    const [cookie] = first.headers['set-cookie']!
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    const kept = { cookie: cookie!.split(';')[0]! }
    expect((await ask(opened, '/api/runs', { headers: kept })).status).toBe(200)
    expect((await ask(opened, '/api/runs', { headers: { ...kept, host: 'evil.example' } })).status).toBe(421)
  })

  it('sends nobody to another machine', async () => {
    const opened = await studio({ host: '0.0.0.0' })
    const token = opened.address.split('token=')[1]
    const answer = await ask(opened, `//evil.example/map?token=${token}`)
    expect(answer.headers.location ?? '/').toMatch(/^\/(?!\/)/)
  })

  it('is another each time', async () => {
    const [one, other] = [await studio({ host: '0.0.0.0' }), await studio({ host: '0.0.0.0' })]
    expect(one.address.split('token=')[1]).not.toBe(other.address.split('token=')[1])
  })
})

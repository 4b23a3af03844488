import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plain } from '../src/data/images.testing.ts'
import type { RunList, SearchResult } from '../src/studio/api.ts'
import { writeSyntheticRun } from '../src/studio/prepare/synthetic.testing.ts'
import { type Call, type Program, program } from './program/program.ts'

describe('nearkin studio', () => {
  let built: Program
  let run: string

  beforeAll(async () => {
    built = await program()
    run = join(built.folder, 'run')
    await writeSyntheticRun(run, { rows: 60, classes: 3, dimension: 4, seed: 0 })
  }, 120_000)
  afterAll(() => built.remove())

  /** The address that a call prints with --json. */
  async function addressOf({ child }: Call): Promise<string> {
    const [line] = (await once(child.stdout!, 'data')) as [string]
    return (JSON.parse(line) as { address: string }).address
  }

  /** Starts it on any free port, and waits until the run is ready. */
  async function ready(): Promise<{ call: Call; address: string }> {
    const call = built.start(['studio', run, '--json', '--port', String(20_000 + Math.floor(Math.random() * 40_000))])
    const address = await addressOf(call)
    for (;;) {
      const { runs } = (await (await fetch(`${address}api/runs`)).json()) as RunList
      if (runs[0]!.prepared.state === 'ready') return { call, address }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  it('prints one JSON object with its address, answers there, and ends with Ctrl-C, its helpers too', async () => {
    const { call, address } = await ready()
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
    const picture = new Uint8Array(await plain(8, 8))
    const { origin } = new URL(address)
    const found = await fetch(`${address}api/search?runs=run&k=2`, {
      method: 'POST',
      headers: { origin, 'content-type': 'image/png' },
      body: picture,
    })
    expect(((await found.json()) as SearchResult).answers[0]!.neighbours).toHaveLength(2)
    // Its dataset does not exist: the process that decodes says so.
    const image = await fetch(`${address}api/runs/run/images/0`)
    expect([image.status, await image.json()]).toEqual([404, { complaint: expect.stringMatching(/must exist/) }])
    call.child.kill('SIGINT')
    const { code, out } = await call.ended
    expect(code).toBe(0)
    expect(out.trim().split('\n')).toHaveLength(1)
    await expect(fetch(address)).rejects.toThrow()
  }, 120_000)

  it('tells a person where it listens, what it sees, and what is most telling, with addresses', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as { port: number }
    const call = built.start(['studio', run, '--port', String(port)])
    let out = ''
    call.child.stdout!.on('data', (text: string) => {
      out += text
    })
    while (!out.includes('/classes?runs=run')) await once(call.child.stdout!, 'data')
    taken.close()
    expect(out).toMatch(new RegExp(`port ${port} is taken, so it is \\d+`))
    expect(out).toContain('1 run: 1 finished')
    expect(out).toMatch(/of all queries find their own fine class first; 60 images/)
    call.child.kill('SIGINT')
    expect((await call.ended).code).toBe(0)
  }, 120_000)

  it('fails on a folder that there is not, in words', async () => {
    const { code, err } = await built.run(['studio', 'nowhere'])
    expect([code, err]).toEqual([1, expect.stringMatching(/nowhere: the run folder must exist; give the --out folder/)])
  })

  it('fails on an address that is not of this machine, and on a port that is none', async () => {
    const calls = [
      ['--host', '192.0.2.1'],
      ['--port', 'x'],
      ['--port', '70000'],
    ]
    const ended = await Promise.all(calls.map((options) => built.run(['studio', run, ...options])))
    expect(ended.map(({ code }) => code)).toEqual([2, 2, 2])
    expect(ended[0]!.err).toMatch(/--host: must be an address of this machine/)
    expect(ended[2]!.err).toMatch(
      /--port.* '70000' is invalid. It must be a whole number, at least 1 and at most 65535/,
    )
  }, 120_000)
})

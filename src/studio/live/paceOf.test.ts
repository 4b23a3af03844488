import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventsName, openEvents } from '../../train/openEvents.ts'
import { paceOf, secondsPerStep } from './paceOf.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearkin-live-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Events of steps at times. */
function write(moments: readonly (readonly [step: number, seconds: number])[]): void {
  let now = 0
  const events = openEvents(join(folder, eventsName), { now: () => now })
  for (const [step, seconds] of moments) {
    now = 1e9 + seconds
    events.append({ step, loss: 1 })
  }
  events.close()
}

describe('paceOf', () => {
  it('is the time of a step: 20 steps in 5 seconds are 0.25', async () => {
    write([
      [10, 100],
      [20, 102],
      [30, 105],
    ])
    expect(await paceOf(folder)).toBeCloseTo(0.25, 12)
  })

  it('spreads what a look takes over the steps: 3 seconds of 30 steps are 0.1 more', async () => {
    write([
      [10, 0],
      [20, 1],
      [20, 4],
      [30, 5],
      [40, 6],
    ])
    expect(await paceOf(folder)).toBeCloseTo(0.2, 12)
  })

  it('leaves out a pause, as between a kill and its resume', async () => {
    write([
      [10, 0],
      [20, 1],
      [30, 2],
      [40, 5000],
      [50, 5001],
    ])
    expect(await paceOf(folder)).toBeCloseTo(0.1, 12)
  })

  it('reads the end of a long file', async () => {
    write(Array.from({ length: 4000 }, (_, i) => [10 * (i + 1), i < 2000 ? 5 * i : 10_000 + (i - 2000)] as const))
    expect(await paceOf(folder)).toBeCloseTo(0.1, 12)
  })

  it('is not known without events, or of a damaged file', async () => {
    expect(await paceOf(folder)).toBeNull()
    write([[10, 0]])
    expect(await paceOf(folder)).toBeNull()
    writeFileSync(join(folder, eventsName), new Uint8Array(100_000).fill(7))
    expect(await paceOf(folder)).toBeNull()
  })

  it('is not known where the clock went backwards', () => {
    expect(
      secondsPerStep([
        { step: 10, wallTime: 20 },
        { step: 20, wallTime: 10 },
      ]),
    ).toBeNull()
  })
})

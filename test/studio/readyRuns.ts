import { expect, vi } from 'vitest'
import type { RunList, RunSummary } from '../../src/studio/api.ts'

/** The runs of a studio, once all that have finished are made ready: `count` of them. */
export async function readyRuns(address: string, count: number): Promise<readonly RunSummary[]> {
  let runs: readonly RunSummary[] = []
  await vi.waitFor(
    async () => {
      runs = ((await (await fetch(`${address}api/runs`)).json()) as RunList).runs
      const states = runs.map(({ prepared, state }) => (state === 'finished' ? prepared.state : state))
      expect(states).toEqual(Array(count).fill('ready'))
    },
    { timeout: 300_000, interval: 500 },
  )
  return runs
}

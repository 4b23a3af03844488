import type { RunSummary } from '../api.ts'

/** A finished run of a list. */
export const summary = (id: string, change: Partial<RunSummary> = {}): RunSummary => ({
  id,
  name: `${id}, seed 0`,
  folder: `/somewhere/${id}`,
  method: id,
  seed: 0,
  state: 'finished',
  complaint: null,
  prepared: { state: 'ready', stage: null, done: 0, total: 0, complaint: null },
  stamp: null,
  dataset: 'synthetic',
  label: 'class',
  evaluateLabel: 'fine',
  ...change,
})

/** What a report holds, by address. */
export function resourcesIn(html: string): Record<string, unknown> {
  const json = /<script type="application\/json" id="nearkin-data">(.*?)<\/script>/s.exec(html)![1]!
  return JSON.parse(json) as Record<string, unknown>
}

import { printable } from '../../printable.ts'
import type { RunState } from '../../studio/api.ts'
import type { WatchedRun } from '../../studio/serve/runs/watchRuns.ts'
import { wrapped } from '../wrapped.ts'

const words: Readonly<Record<RunState, string>> = {
  finished: 'finished',
  training: 'in training',
  interrupted: 'interrupted',
  damaged: 'damaged',
  gone: 'gone',
}

/** What the studio sees: how many runs there are in which state, and what is wrong with those that cannot be shown. */
export function runsText(runs: readonly Pick<WatchedRun, 'name' | 'state' | 'complaint'>[]): string {
  if (runs.length === 0) return 'no run yet: those that appear are shown\n'
  const counts = Object.entries(words).flatMap(([state, said]) => {
    const n = runs.filter((run) => run.state === state).length
    return n === 0 ? [] : [`${n} ${said}`]
  })
  const complaints = runs.flatMap(({ complaint }) => (complaint === null ? [] : [wrapped(`  ${printable(complaint)}`)]))
  return `${[`${runs.length} ${runs.length === 1 ? 'run' : 'runs'}: ${counts.join(', ')}`, ...complaints].join('\n')}\n`
}

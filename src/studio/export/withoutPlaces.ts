import { basename } from 'node:path'
import type { WatchedRun } from '../serve/runs/watchRuns.ts'

/** The same with the last part alone of every folder and file that runs name, in all texts that it holds: a report tells nobody where
 *  on a disk its runs, their data and their models lay. */
export function withoutPlaces<T>(value: T, runs: readonly Pick<WatchedRun, 'folder' | 'settings'>[]): T {
  const named = runs.flatMap(({ folder, settings }) => [
    folder,
    ...(settings ? [settings.dataset, settings.backbone, settings.weights] : []),
  ])
  // The longer first: a file may lie in a folder that is named too.
  const places = [...new Set(named)]
    .filter((place): place is string => place !== null && /[/\\]/.test(place) && basename(place) !== '')
    .sort((a, b) => b.length - a.length)
  const short = (text: string): string =>
    places.reduce((left, place) => left.replaceAll(place, () => basename(place)), text)
  return JSON.parse(JSON.stringify(value), (_, one: unknown) => (typeof one === 'string' ? short(one) : one)) as T
}

import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isLocked } from '../../../lock.ts'
import type { RunState } from '../../api.ts'

/** What a run's folder is at this moment, by which of its files are there and who holds its lock: none of them is read but these. */
export function runState(folder: string): RunState {
  if (!isFolder(folder)) return 'gone'
  // To wait for a lock to be filled would keep the server waiting too.
  if (isLocked(folder, { atOnce: true })) return 'training'
  if (!existsSync(join(folder, 'config.json'))) return 'damaged'
  const finished = ['evaluation.json', 'model.onnx'].every((name) => existsSync(join(folder, name)))
  return finished ? 'finished' : 'interrupted'
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isLocked } from '../../../lock.ts'
import type { RunState } from '../../api.ts'

/** What a run's folder is at this moment, by which of its files are there and who holds its lock: none of them is read but these. */
export function runState(folder: string): RunState {
  if (!isFolder(folder)) return 'gone'
  if (isHeld(folder)) return 'training'
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

/** A lock that says nothing is held by nobody: to wait for it to be filled would keep the server waiting too. */
function isHeld(folder: string): boolean {
  try {
    const owner: unknown = JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))
    return typeof owner === 'object' && owner !== null && 'pid' in owner && 'token' in owner && isLocked(folder)
  } catch {
    return false
  }
}

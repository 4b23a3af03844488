import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fail } from './errors.ts'
import { failWriting, temporaryName } from './files.ts'
import { processRuns, processStart } from './processes.ts'

/** A lock that is held. Releasing it twice does nothing more. */
export interface Lock {
  release(): void
}

/** What a lock is for, in the words of its errors. */
export interface LockWords {
  /** What only one process at a time may do. */
  readonly use: string
  /** What else there is to do than to wait. */
  readonly instead: string
}

/** Who holds a lock; `token` is of this one taking, never used again. */
interface Owner {
  readonly pid: number
  readonly host: string
  readonly start: string
  readonly token: string
}

/** Takes the lock of a folder (its file `lock`), or throws where a process that runs holds it, naming its pid. The lock of a
 *  process that was killed is taken over; of several that try at once exactly one gets it. It is released by `release` and
 *  when this process exits.
 *
 *  A dead lock is never deleted first and taken then, since two could do so one after the other. It is replaced by whoever
 *  creates `lock.<its token>`, which only one can, and replaced only while it still bears that token. A claim whose owner died
 *  in its turn is claimed in the same way. */
export function lockFolder(folder: string, words: LockWords): Lock {
  const path = join(folder, 'lock')
  const me: Owner = {
    pid: process.pid,
    host: hostname(),
    start: processStart(process.pid),
    token: randomBytes(8).toString('hex'),
  }
  const mine = temporaryName(folder)
  try {
    fs.writeFileSync(mine, JSON.stringify(me), { flag: 'wx', flush: true })
    // Each round that ends without a lock means that another came or went meanwhile.
    for (let round = 0; round < 1000; round++)
      if (createFrom(mine, path) || takeOver(folder, path, mine, words)) return held(path, me)
  } catch (error) {
    if (error instanceof Error && 'code' in error) failWriting(path, JSON.stringify(me).length, error)
    throw error
  } finally {
    fs.rmSync(mine, { force: true })
  }
  return fail({ who: path, rule: 'the lock must come to rest', remedy: 'other processes keep taking it: end them' })
}

/** Whether a process of this machine that runs holds the lock of a folder. A lock that does not tell is waited for, half a second,
 *  and an error then.
 *  @param atOnce true: a lock that does not tell is held by nobody */
export function isLocked(folder: string, { atOnce = false } = {}): boolean {
  const path = join(folder, 'lock')
  const owner = atOnce ? ownerTold(path) : fs.existsSync(path) ? readOwner(path) : undefined
  return !!owner && owner.host === hostname() && processRuns(owner.pid, owner.start)
}

/** Follows the chain of dead owners from the lock; true if its end could be claimed and the lock is now this process's. */
function takeOver(folder: string, path: string, mine: string, words: LockWords): boolean {
  const chain: { at: string; token: string }[] = []
  for (let at = path; ; at = `${path}.${chain.at(-1)!.token}`) {
    if (chain.length > 0 && createFrom(mine, at)) {
      const unchanged = chain.every((link) => readOwner(link.at)?.token === link.token)
      // Until here nobody else could replace the lock: that takes this very claim.
      if (unchanged) {
        fs.renameSync(mine, path)
        for (const link of chain.slice(1)) fs.rmSync(link.at, { force: true })
      }
      fs.rmSync(at, { force: true })
      return unchanged
    }
    const owner = readOwner(at)
    if (owner === undefined) return false
    refuseLiving(folder, path, owner, words)
    chain.push({ at, token: owner.token })
  }
}

function refuseLiving(folder: string, path: string, { pid, host, start }: Owner, words: LockWords): void {
  const elsewhere = host !== hostname()
  if (!elsewhere && !processRuns(pid, start)) return
  fail({
    who: folder,
    rule: `${words.use}, and process ${pid}${elsewhere ? ` on ${host}` : ''} does`,
    remedy: elsewhere
      ? `wait for it, ${words.instead}, or delete ${path} if you know that it has ended`
      : `wait for it, end it, or ${words.instead}`,
  })
}

function held(path: string, me: Owner): Lock {
  const release = (): void => {
    process.off('exit', release)
    try {
      if (readOwner(path)?.token === me.token) fs.rmSync(path)
    } catch {
      // The folder may be gone, or unwritable by now: a lock that stays is taken over, as its process will have ended.
    }
  }
  process.on('exit', release)
  return { release }
}

/** Creates `path` with the content of the file `mine` in one step; false if it exists. */
function createFrom(mine: string, path: string): boolean {
  try {
    fs.linkSync(mine, path)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code ?? '')) throw error
  }
  // A file system without hard links: created empty and filled at once, see readOwner.
  try {
    fs.writeFileSync(path, fs.readFileSync(mine), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** The owner written in a lock; undefined if the file is gone. */
function readOwner(path: string): Owner | undefined {
  for (let tries = 0; tries < 20; tries++) {
    const owner = ownerTold(path)
    if (owner !== null) return owner
    // Perhaps about to be filled.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25)
  }
  return fail({
    who: path,
    rule: 'must tell which process holds the folder, but does not',
    remedy: 'delete it if no process uses the folder',
  })
}

/** The owner that a lock tells of; undefined if the file is gone, null if it does not tell. */
function ownerTold(path: string): Owner | undefined | null {
  try {
    const owner = JSON.parse(fs.readFileSync(path, 'utf8')) as Partial<Owner> | null
    if (typeof owner?.pid === 'number' && typeof owner.token === 'string' && /^[0-9a-f]+$/.test(owner.token))
      return { pid: owner.pid, host: String(owner.host), start: owner.start ?? '', token: owner.token }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
  }
  return null
}

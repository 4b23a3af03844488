import { dirname } from 'node:path'
import { fail } from '../../errors.ts'
import { makeFolder } from '../../files.ts'
import { lockFolder } from '../../lock.ts'
import { fetchRest } from './fetchRest.ts'
import { openPart, type PartFile } from './partFile.ts'
import { Passing } from './passing.ts'
import type { DownloadOptions, Remote } from './remote.ts'

/** Attempts in a row that bring nothing. */
const attempts = 5

/** Fetches a file to `path`, in whose folder nothing else should lie: one download at a time may fill it. What came before an
 *  interruption is kept beside it (`.part`) and gone on with, by HTTP's Range and If-Range; only a whole file of the right
 *  size and SHA-256 is renamed to `path`. Passing failures are tried again, five times in a row without a new byte at most.
 *  Fails where the network is out of reach, the server has not the file, or has another one; what is wrong is deleted. */
export async function download(remote: Remote, path: string, options: DownloadOptions = {}): Promise<void> {
  const { say = () => {} } = options
  makeFolder(dirname(path))
  const lock = lockFolder(dirname(path), {
    use: `one download of '${remote.name}' at a time may go on`,
    instead: `fetch ${remote.url} by hand to ${path}`,
  })
  const part = openPart(path)
  try {
    let resumed = part.size > 0
    for (;;) {
      await fetched(remote, path, part, options)
      const sha256 = part.sha256()
      if (sha256 === remote.sha256) return part.finish()
      if (!resumed) {
        part.drop()
        fail({
          who: remote.url,
          rule: `the file of '${remote.name}' must have SHA-256 ${remote.sha256}, so what was fetched is deleted`,
          value: sha256,
          remedy: 'the file there is another one, or was changed on its way: use a mirror that you trust',
        })
      }
      resumed = false
      say(`the parts of ${remote.name} do not fit together: beginning anew`)
      part.begin(undefined)
    }
  } finally {
    part.close()
    lock.release()
  }
}

/** Brings the part to the size of the whole. */
async function fetched(remote: Remote, path: string, part: PartFile, options: DownloadOptions): Promise<void> {
  const { say = () => {}, pause = 1, signal } = options
  if (part.size > remote.bytes) part.begin(undefined)
  let [most, connected] = [part.size, false]
  for (let failed = 0; part.size < remote.bytes; ) {
    try {
      await fetchRest(remote, part, { ...options, onAnswer: () => (connected = true) })
    } catch (error) {
      if (signal?.aborted) return stopped(remote, path, part)
      if (!(error instanceof Passing)) throw error
      failed = part.size > most ? 1 : failed + 1
      most = Math.max(most, part.size)
      if (failed === attempts || (!connected && outOfReach(error))) return unreachable(remote, path, part, error)
      const seconds = error.retryAfter ?? pause * 2 ** (failed - 1)
      say(`${remote.name}: ${error.message}; trying again${seconds >= 1 ? ` in ${seconds} s` : ''}`)
      await sleep(seconds, signal)
      if (signal?.aborted) return stopped(remote, path, part)
    }
  }
}

/** Errors that say that there is no way there at all, so that waiting is in vain. */
const outOfReach = ({ cause }: Passing): boolean =>
  ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH'].includes(
    (cause as NodeJS.ErrnoException | undefined)?.code ?? '',
  )

function unreachable({ name, url, bytes, sha256 }: Remote, path: string, part: PartFile, error: Passing): never {
  const kept = part.size > 0 ? `; ${part.size} of ${bytes} bytes are kept, and the next time goes on from there` : ''
  return fail({
    who: url,
    rule: `'${name}' must be fetched over the network, and this failed (${error.message})${kept}`,
    remedy:
      `without a network, fetch that address elsewhere (${bytes} bytes, SHA-256 ${sha256}) and put the file at ${path}; ` +
      'or name a mirror by NEARKIN_BACKBONES_URL, or a proxy by HTTPS_PROXY',
    cause: error,
  })
}

const stopped = ({ name, url, bytes }: Remote, path: string, part: PartFile): never =>
  fail({
    who: url,
    rule: `fetching '${name}' was stopped after ${part.size} of ${bytes} bytes`,
    remedy: `ask for it again to go on from there, or delete ${path}.part`,
  })

const sleep = (seconds: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, 1000 * seconds)
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })

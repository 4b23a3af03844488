import { fail } from '../../errors.ts'
import { type Answer, getBytes } from './getBytes.ts'
import type { PartFile } from './partFile.ts'
import { Passing } from './passing.ts'
import type { DownloadOptions, Remote } from './remote.ts'

/** Asks once for what is missing of a file, and appends what comes to its part. Throws {@link Passing} where it is worth
 *  another attempt, and fails where it is not. */
export async function fetchRest(
  remote: Remote,
  part: PartFile,
  { onProgress, signal, stall = 30, onAnswer }: DownloadOptions & { readonly onAnswer: () => void },
): Promise<void> {
  const answer = await getBytes(remote.url, {
    headers: headersFor(part),
    stall,
    ...(signal === undefined ? {} : { signal }),
  })
  try {
    onAnswer()
    place(answer, remote, part)
    for await (const chunk of answer.chunks()) {
      if (part.size + chunk.length > remote.bytes) other(remote, part, `more than ${remote.bytes}`)
      part.append(chunk)
      onProgress?.(part.size, remote.bytes)
    }
  } finally {
    await answer.cancel()
  }
  if (part.size < remote.bytes) throw new Passing(`the connection ended after ${part.size} of ${remote.bytes} bytes`)
}

/** A weak ETag says nothing of bytes (RFC 9110, 13.1.5). Without one the checksum of the whole must tell. */
function headersFor({ size, etag }: PartFile): Record<string, string> {
  const strong = etag !== undefined && !etag.startsWith('W/') ? { 'if-range': etag } : {}
  const headers = { 'accept-encoding': 'identity', 'user-agent': 'nearkin' }
  return size === 0 ? headers : { ...headers, range: `bytes=${size}-`, ...strong }
}

/** Makes the part end where the bytes that come begin. */
function place({ status, header }: Answer, remote: Remote, part: PartFile): void {
  if (status === 206) {
    const [, first, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(header('content-range') ?? '') ?? []
    if (total !== undefined && total !== '*' && Number(total) !== remote.bytes) other(remote, part, total)
    if (Number(first) === part.size) return
    part.begin(undefined)
    throw new Passing('the server gave other bytes than those asked for')
  }
  if (status === 200) {
    const length = header('content-length')
    if (length !== undefined && Number(length) !== remote.bytes) other(remote, part, length)
    // Also where the server passes over Range, or has another version by now.
    part.begin(header('etag'))
    return
  }
  if (status === 416) {
    part.begin(undefined)
    throw new Passing('the server has not the bytes that are missing')
  }
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const wait = Number(header('retry-after'))
    throw new Passing(`the server answered ${status}`, wait > 0 && wait <= 60 ? { retryAfter: wait } : {})
  }
  fail({
    who: remote.url,
    rule: `the server must have the file of '${remote.name}', and answered ${status}`,
    remedy:
      status === 401 || status === 403 || status === 407
        ? 'it is not given to everyone there: use a mirror by NEARKIN_BACKBONES_URL, or check the proxy'
        : 'it may have moved: use a mirror by NEARKIN_BACKBONES_URL, or a newer version of nearkin',
  })
}

function other({ name, url, bytes }: Remote, part: PartFile, value: string): never {
  part.drop()
  return fail({
    who: url,
    rule: `the file of '${name}' must have ${bytes} bytes`,
    value: `${value} bytes`,
    remedy: 'what answers there has another file (or is the login page of a network): use a mirror that you trust',
  })
}

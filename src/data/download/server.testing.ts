import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a server does with a request. */
export type Reply = (request: IncomingMessage, response: ServerResponse) => void

export interface TestServer {
  readonly url: string
  /** The Range of each request that came, null where it asked for the whole. */
  readonly ranges: (string | null)[]
  close(): Promise<void>
}

/** A server on this machine that answers each request by `reply`, and any beyond the last by the last. */
export async function serve(...replies: readonly Reply[]): Promise<TestServer> {
  const ranges: (string | null)[] = []
  const server = createServer((request, response) => {
    const reply = replies[Math.min(ranges.length, replies.length - 1)]!
    ranges.push(request.headers.range ?? null)
    reply(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ranges,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Answers with the file, or the part of it that Range and If-Range ask for (RFC 9110, 13.1.5 and 14.2); and ends the
 *  connection after `most` bytes of it. */
export const file =
  (bytes: Uint8Array, { etag, most = Number.POSITIVE_INFINITY }: { etag?: string; most?: number } = {}): Reply =>
  (request, response) => {
    const { range, 'if-range': condition } = request.headers
    const first = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
    if (etag) response.setHeader('etag', etag)
    if (first >= bytes.length) return void response.writeHead(416).end()
    const partial = range !== undefined && (condition === undefined || condition === etag)
    const body = partial ? bytes.subarray(first) : bytes
    const headers = { 'content-length': body.length }
    if (partial)
      response.writeHead(206, { ...headers, 'content-range': `bytes ${first}-${bytes.length - 1}/${bytes.length}` })
    else response.writeHead(200, headers)
    if (body.length <= most) return void response.end(body)
    response.write(body.subarray(0, most), () => setTimeout(() => response.destroy(), 20))
  }

/** Answers with a status and nothing else. */
export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Reply =>
  (_, response) =>
    void response.writeHead(code, headers).end()

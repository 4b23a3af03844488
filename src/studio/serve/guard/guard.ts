import type { MiddlewareHandler } from 'hono'
import { refuse } from '../refuse.ts'
import type { Env } from '../served.ts'

/** The longest address of a request. A comparison of 500 runs is the longest that a page asks for. */
const longestUrl = 32_768

/** Refuses what is not the page itself or a person's own visit: another name in Host (DNS rebinding), another origin, other methods than
 *  reading and the page's own sending, addresses without end.
 *  @param knowsHost of a Host header */
export function guard(knowsHost: (header: string | undefined) => boolean): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { method } = c.req
    const host = c.req.header('host')
    if (!knowsHost(host)) refuse(421, 'the studio does not go by this name; open the address that it has printed')
    if (c.req.url.length > longestUrl)
      refuse(414, `an address has at most ${longestUrl} letters; name fewer runs or rows`)
    if (!['GET', 'HEAD', 'POST'].includes(method)) {
      c.header('allow', 'GET, HEAD, POST')
      refuse(405, `${method} is not understood; GET reads, POST sends`)
    }
    const origin = c.req.header('origin')
    const site = c.req.header('sec-fetch-site')
    const own = `http://${host}`
    if (origin !== undefined && origin.toLowerCase() !== own.toLowerCase())
      refuse(403, "only the studio's own page may ask this; open the address that it has printed")
    if (site !== undefined && site !== 'same-origin' && !(site === 'none' && method !== 'POST') && !isVisit(c.req))
      refuse(403, "only the studio's own page may ask this; open the address that it has printed")
    if (method === 'POST' && origin === undefined)
      refuse(
        403,
        `what is sent must say that it comes from the studio's own page; programs give the header Origin: ${own}`,
      )
    await next()
  }
}

/** A link that was followed to a view, from wherever: it reads nothing for the page that it stood on. */
const isVisit = (request: {
  readonly method: string
  readonly path: string
  header(name: string): string | undefined
}): boolean =>
  request.method === 'GET' &&
  request.header('sec-fetch-mode') === 'navigate' &&
  request.header('sec-fetch-dest') === 'document' &&
  !request.path.startsWith('/api/')

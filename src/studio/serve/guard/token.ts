import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { refuse } from '../refuse.ts'
import type { Env } from '../served.ts'

/** Lets in who has the token: given once in the address, which is then asked for again without it, and kept in a cookie that no script
 *  reads, and that another site sends by a link that is followed alone. */
export function tokenGuard(token: string, port: number): MiddlewareHandler<Env> {
  // Cookies know no ports: two studios on one machine must not take each other's.
  const name = `nearkin-studio-${port}`
  return async (c, next) => {
    const given = c.req.query('token')
    if (given !== undefined && same(given, token)) {
      // Lax, so that a link to a view that stands on another page leads there. What is sent must come from the studio's own page anyway.
      setCookie(c, name, token, { httpOnly: true, sameSite: 'Lax', path: '/' })
      const { pathname, searchParams } = new URL(c.req.url)
      searchParams.delete('token')
      // A path of several slashes would name another machine.
      return c.redirect(`${pathname.replace(/^\/+/, '/')}${searchParams.size > 0 ? `?${searchParams}` : ''}`, 303)
    }
    const kept = getCookie(c, name)
    if (kept === undefined || !same(kept, token))
      refuse(401, 'the token is missing or wrong; open the address that the studio has printed, with its token')
    return next()
  }
}

/** Takes as long whatever the texts are. */
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

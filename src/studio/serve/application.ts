import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { NearkinError } from '../../errors.ts'
import { printable } from '../../printable.ts'
import { guard } from './guard/guard.ts'
import { hostCheck, isLoopback } from './guard/hosts.ts'
import { securityHeaders } from './guard/securityHeaders.ts'
import { tokenGuard } from './guard/token.ts'
import { areas } from './routes/index.ts'
import type { App, Env, Served } from './served.ts'

/** All that is answered, behind its guard.
 *  @param token null where only this machine reaches the server */
export function application(
  served: Served,
  { host, port, token }: { readonly host: string; readonly port: number; readonly token: string | null },
): App {
  const app = new Hono<Env>()
  app.use(securityHeaders, guard(hostCheck(host, port)))
  if (token !== null || !isLoopback(host)) app.use(tokenGuard(token!, port))
  for (const area of areas) area(app, served)
  app.notFound((c) => c.json({ complaint: 'there is nothing at this address' }, 404))
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.res ?? c.json({ complaint: error.message }, error.status)
    if (error instanceof NearkinError) return c.json({ complaint: error.message }, 500)
    process.stderr.write(`unexpected: ${visible(error.stack ?? error.message)}\n`)
    return c.json({ complaint: 'the studio could not answer this; its terminal says more' }, 500)
  })
  return app
}

const visible = (text: string): string => text.split('\n').map(printable).join('\n')

import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { refuse } from '../refuse.ts'
import type { Area } from '../served.ts'

/** Server-sent events. */
export const events: Area = (app, { events }) => {
  app.get('/api/events', (c) => {
    if (c.req.raw.method === 'HEAD') return c.body(null, 200)
    const { outgoing } = c.env
    outgoing.statusCode = 200
    for (const [name, value] of c.res.headers) outgoing.setHeader(name, value)
    outgoing.setHeader('content-type', 'text/event-stream')
    outgoing.setHeader('cache-control', 'no-store')
    if (!events.join(outgoing)) {
      outgoing.removeHeader('content-type')
      refuse(503, 'as many pages listen already as the studio lets in; close some')
    }
    return RESPONSE_ALREADY_SENT
  })
}

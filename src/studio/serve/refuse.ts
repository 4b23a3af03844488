import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Ends the answering of a request with a status, and a {@link Complaint} as body: what is wrong, and what to do. */
export function refuse(status: ContentfulStatusCode, complaint: string): never {
  throw new HTTPException(status, { message: complaint })
}

import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { refuse } from '../refuse.ts'
import { HelperBusy, HelperComplaint, HelperFailed } from './openHelper.ts'

/** What a helper process answers, or the refusal that its failure is.
 *  @param status of what it complains of */
export function answerOf<A>(asked: Promise<A>, status: ContentfulStatusCode): Promise<A> {
  return asked.catch((error: unknown) => {
    if (error instanceof HelperComplaint) return refuse(status, error.message)
    if (error instanceof HelperBusy) return refuse(503, error.message)
    if (error instanceof HelperFailed) return refuse(500, error.message)
    throw error
  })
}

import { NearkinError } from '../../../errors.ts'
import type { Question, Reply } from './helperMessages.ts'

/** Answers the process that started this one, until it goes. Ctrl-C is left to it.
 *  @param answer throws a NearkinError for what is wrong with what was asked */
export function answerQuestions<Q>(answer: (question: Q) => Promise<unknown>): void {
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => {})
  process.on('disconnect', () => process.exit())
  process.on('message', async ({ id, question }: Question) => {
    const reply: Reply = await answer(question as Q).then(
      (value) => ({ id, value }),
      (error: unknown) => ({
        id,
        complaint: error instanceof Error ? error.message : String(error),
        known: error instanceof NearkinError,
      }),
    )
    process.send?.(reply)
  })
}

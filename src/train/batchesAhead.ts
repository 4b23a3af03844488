import type { StepBatch } from './stepBatch.ts'

/** The batches of one step after the other, those of the next step asked for before this one's are given: while a step runs, threads
 *  that load images work on the next.
 *  @param batch by its number, from 0
 *  @param each batches of a step
 *  @param steps how many there are in all: beyond them nothing is asked for */
export function batchesAhead(
  batch: (number: number) => StepBatch | Promise<StepBatch>,
  each: number,
  steps: number,
): (step: number) => Promise<readonly StepBatch[]> {
  let next: { step: number; batches: Promise<readonly StepBatch[]> } | undefined
  const ask = (step: number): { step: number; batches: Promise<readonly StepBatch[]> } => {
    const batches = Promise.all(Array.from({ length: each }, async (_, i) => batch(step * each + i)))
    // It may fail before anybody waits for it, or when nobody ever will.
    batches.catch(() => {})
    return { step, batches }
  }
  return (step) => {
    const { batches } = next?.step === step ? next : ask(step)
    next = step + 1 < steps ? ask(step + 1) : undefined
    return batches
  }
}

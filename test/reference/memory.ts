import { crossBatchMemory } from '../../src/losses/crossBatchMemory.ts'
import * as negatives from '../../src/pairs/negatives/index.ts'
import * as positives from '../../src/pairs/positives/index.ts'
import { openLoss } from '../../src/train/openLoss.ts'
import type { Verdict } from './compare.ts'
import { difference, failed, numberOf, numbersOf, passed, unsupported } from './compare.ts'
import type { MemoryRow } from './formulas/crossBatchMemory.ts'
import { translations } from './losses.ts'
import type { LossRow } from './translations/translation.ts'

/** Value and gradient of every step, the memory going from each to the next. */
export async function checkMemoryRow({ args, steps }: MemoryRow): Promise<Verdict> {
  const { memory_size: size, loss, loss_args } = args
  const translation = translations[loss]
  if (!translation) return unsupported(`cross-batch memory of ${loss}`)
  const [batch, dimension] = steps[0]!.embeddings.shape as [number, number]
  // Translations read the row only for what a row of one batch may have besides.
  const row = { loss, args: loss_args, ...steps[0]! } as LossRow
  const rules = { positives: positives.all(), negatives: negatives.all() }
  const inner = translation.make(loss_args as never, row, rules)
  const opened = await openLoss(crossBatchMemory(inner, { size, dimension }), { batch, dimension, threads: 1 })
  try {
    for (const [i, { embeddings, labels, value, grad }] of steps.entries()) {
      const found = await opened.run({ embeddings: numbersOf(embeddings), labels })
      const wrong =
        difference(`value of step ${i}`, [found.loss], [numberOf(value)]) ??
        difference(`gradient of step ${i}`, found.gradient, numbersOf(grad))
      if (wrong) return failed(wrong)
    }
    return passed
  } finally {
    await opened.close()
  }
}

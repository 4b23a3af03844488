import { z } from 'zod'
import type { Judgement } from '../evaluate/judge.ts'
import type { RetrievalMeans } from '../evaluate/summarize.ts'

const measured = z.number().nullable()

const means = z.record(z.string(), z.number()) as z.ZodType<RetrievalMeans>

const summary = z.object({
  level: z.string(),
  k: z.number(),
  queries: z.number(),
  counted: z.number(),
  unlabelled: z.number().exactOptional(),
  classes: z.number().exactOptional(),
  means,
  macro: means.exactOptional(),
})

const level = z.object({
  level: z.string(),
  all: summary,
  seen: summary.nullable(),
  unseen: summary.nullable(),
  severalKinds: summary.nullable(),
  byClass: z.array(
    z.object({
      name: z.string(),
      seen: z.boolean(),
      queries: z.number(),
      recallAt1: measured,
      means: means.exactOptional(),
    }),
  ),
  spread: z.object({
    classes: z.number(),
    inside: measured,
    insidePairs: measured,
    between: measured,
    betweenPairs: measured,
    ratio: measured,
  }),
})

/** A judgement as `evaluation.json` holds it. What earlier versions did not measure may be absent. */
export const judgementSchema: z.ZodType<Judgement> = z.object({
  queries: z.number(),
  gallery: z.number(),
  leaveOneOut: z.boolean(),
  levels: z.array(level).min(1),
  effectiveRank: z.number(),
})

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

const interval = z.object({ mean: z.number(), half: measured, n: z.number() })

const best = z.object({ threshold: z.number(), score: z.number() })

const parts = <T extends z.ZodType>(part: T) =>
  z.object({ all: part.nullable(), seen: part.nullable(), unseen: part.nullable() })

const verification = z.object({
  genuine: z.number(),
  impostor: z.number(),
  auc: z.number(),
  equalErrorRate: z.number(),
  trueAccept: z.array(z.object({ far: z.number(), tar: z.number(), threshold: measured })),
  accuracy: best,
  f1: best,
  calibration: z.object({ slope: z.number(), offset: z.number() }),
  curve: z.object({ far: z.array(z.number()), tar: z.array(z.number()) }),
  asked: z.number(),
  heldOut: z.object({ folds: z.number(), accuracy: interval, threshold: z.number(), brier: z.number() }).nullable(),
})

const clusters = z.object({
  images: z.number(),
  k: z.number(),
  nmi: z.number(),
  ami: z.number(),
  ari: z.number(),
  f1: z.number(),
})

const fewShot = z.object({ ways: z.number(), shots: z.number(), accuracy: interval })

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
  verification: parts(verification).exactOptional(),
  clusters: parts(clusters).exactOptional(),
})

/** A judgement as `evaluation.json` holds it. What earlier versions did not measure may be absent. */
export const judgementSchema: z.ZodType<Judgement> = z.object({
  queries: z.number(),
  gallery: z.number(),
  leaveOneOut: z.boolean(),
  levels: z.array(level).min(1),
  effectiveRank: z.number(),
  fewShot: z
    .object({ of: z.enum(['unseen', 'all']), free: z.array(fewShot), byMakers: fewShot.nullable() })
    .exactOptional(),
  odd: z.object({ zeros: z.number(), duplicates: z.number() }).exactOptional(),
  collapse: z
    .object({
      verdict: z.string(),
      classes: z.number(),
      several: z.number(),
      collapsed: z.number(),
      agreement: z.object({ adjustedMutualInformation: z.number(), p: z.number() }).nullable(),
    })
    .exactOptional(),
})

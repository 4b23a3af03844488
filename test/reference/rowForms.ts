import { z } from 'zod'

const tensor = z
  .object({
    shape: z.array(z.int().nonnegative()),
    data: z.array(z.union([z.number(), z.boolean(), z.string().regex(/^([+-]?(inf|infinity)|nan)$/i)])),
  })
  .refine(({ shape, data }) => shape.reduce((a, b) => a * b, 1) === data.length, 'the shape does not hold the data')
const labels = z.array(z.int())
const args = z.record(z.string(), z.unknown())
const pairTuples = z.tuple([labels, labels, labels, labels])

const loss = z.object({
  loss: z.string(),
  args,
  distance: z.string().optional(),
  reducer: z.string().optional(),
  embeddings: tensor,
  labels,
  references: tensor.optional(),
  references_grad: tensor.optional(),
  params: z.record(z.string(), tensor).optional(),
  value: z.union([z.number(), z.string()]),
  grad: tensor,
  param_grads: z.record(z.string(), tensor).optional(),
})

const batch = z.object({ embeddings: tensor, labels })
const labelled = (row: z.infer<typeof batch>): boolean => row.embeddings.shape[0] === row.labels.length
const unlabelled = 'each embedding must have a label'

/** A loss whose memory goes from step to step. */
const memory = z.object({
  loss: z.literal('CrossBatchMemory'),
  args: z.object({ memory_size: z.int().positive(), loss: z.string(), loss_args: args }),
  steps: z
    .array(z.object({ embeddings: tensor, labels, value: z.number(), grad: tensor }).refine(labelled, unlabelled))
    .min(1),
})

/** What a row of each reference file must have. More does no harm. */
const rates = z.array(z.number())

export const rowForms = {
  distances: z.object({ distance: z.string(), embeddings: tensor, matrix: tensor, weight: tensor, grad: tensor }),
  losses: loss.refine(labelled, unlabelled),
  mining: loss
    .extend({ positives: z.string(), negatives: z.string(), tuples: pairTuples })
    .refine(labelled, unlabelled),
  operators: z.object({
    op: z.string(),
    attributes: args.optional(),
    inputs: z.record(z.string(), tensor),
    output: tensor,
    upstream: tensor.optional(),
    gradients: z.record(z.string(), tensor).optional(),
  }),
  optimizers: z.object({
    optimizer: z.string(),
    args,
    initial: tensor,
    steps: z.array(z.object({ gradient: tensor, parameter: tensor })),
  }),
  schedules: z.object({ schedule: z.string(), base_lr: z.number(), args, lr: z.array(z.number()) }),
  retrieval: batch
    .extend({ metrics: z.record(z.string(), z.union([z.number(), z.string()])) })
    .refine(labelled, unlabelled),
  miners: batch
    .extend({
      miner: z.string(),
      args,
      tuples: z.union([z.tuple([labels, labels, labels]), pairTuples]),
      noise: z.record(z.string(), tensor).optional(),
    })
    .refine(labelled, unlabelled),
  memory,
  clustering: z
    .looseObject({ labels, clusters: labels })
    .refine((row) => row.labels.length === row.clusters.length, 'each item must have a class and a cluster'),
  kMeans: z
    .object({
      embeddings: tensor,
      centres: tensor,
      steps: z.int().positive(),
      inertia: z.number(),
      assigned: labels,
    })
    .refine((row) => row.embeddings.shape[0] === row.assigned.length, 'each embedding must have a cluster'),
  pairs: z
    .object({
      distances: rates,
      same: rates,
      far: rates,
      tar: rates,
      auc: z.number(),
      area_of_curve: z.number(),
      det: z.object({ fpr: rates, fnr: rates }),
      tar_at_far: z.record(z.string(), z.number()),
      equal_error_rate: z.number(),
      accuracy: z.number(),
      f1: z.number(),
      slope: z.number(),
      offset: z.number(),
      brier: z.number(),
    })
    .refine((row) => row.distances.length === row.same.length, 'each pair must be told the same or not'),
  ranking: z.object({
    relevant: rates,
    average_precision: z.number(),
    ndcg: z.number(),
    ndcg_at: z.record(z.string(), z.number()),
  }),
}

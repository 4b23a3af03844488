import { z } from 'zod'
import type { Complaint } from '../errors.ts'
import { fail, NearkinError } from '../errors.ts'
import {
  distanceNames,
  headInits,
  lossFactories,
  negativeRules,
  optionsOf,
  positiveRules,
  reducerNames,
  samplers,
} from './choices.ts'
import { dashed } from './dashed.ts'
import { specOf } from './spec.ts'

/** Networks by name, and what pixels are brought to. */
export const networkNames = [
  'small',
  'resnet18',
  'resnet34',
  'resnet50',
  'vit-s16',
  'mobilenetv2',
  'bn-inception',
] as const
export const pixelScales = ['imagenet', 'clip', 'half', 'unit'] as const
/** Metrics that the best weights can be chosen by. */
export const watched = ['recall@1', 'map@r'] as const

const whole = z.int().positive()
const names = z.array(z.string().min(1))

/** A name with options of its own, as `specOf` reads it. */
const spec = (who: string, known: Parameters<typeof specOf>[2]) =>
  z.string().superRefine((text, context) => {
    try {
      specOf(text, who, known)
    } catch (error) {
      if (!(error instanceof NearkinError)) throw error
      context.addIssue({ code: 'custom', message: error.message, params: { complaint: error.complaint } })
    }
  })

/** All that is needed to repeat a run: what `config.json` holds. Where something is null, the dataset or the loss decides. */
export const settingsSchema = z.strictObject({
  dataset: z.string().min(1),
  label: z.string().nullable().default(null),
  evaluateLabel: z.string().nullable().default(null),
  /** Classes that training never sees; null: those that the dataset's published protocol leaves out. */
  unseen: names.nullable().default(null),
  /** Which classes train and which are judged: 'zero-shot' halves them in their order, 'zero-shot:3' shuffled by 3; null: as the dataset
   *  says. */
  split: z
    .string()
    .regex(/^zero-shot(:\d{1,9})?$/, 'must be zero-shot, or zero-shot:SEED')
    .nullable()
    .default(null),
  /** '2/4': the second of four parts of the training classes is judged, the others train; null: the test images are. */
  fold: z
    .string()
    .regex(/^[1-9]\d{0,3}\/[1-9]\d{0,3}$/, 'must be number/parts, such as 1/4')
    .nullable()
    .default(null),
  imageSize: whole.max(2048).nullable().default(null),
  /** An ONNX model on which the run stands, a file or a name: a head is trained on its features, and with `fineTune` the
   *  model too; null: a network is trained on the images. */
  backbone: z.string().min(1).nullable().default(null),
  backboneOutput: z.string().min(1).nullable().default(null),
  /** The network that is trained on images where there is no backbone; null: the small one. */
  network: z.enum(networkNames).nullable().default(null),
  /** safetensors with the network's weights; null: drawn. */
  weights: z.string().min(1).nullable().default(null),
  /** What is trained beside the head: 'all', 'last:3' (as many weighted layers from the output), or patterns of names,
   *  separated by commas; null: of a backbone nothing, its features are frozen, of a network all. */
  fineTune: z.string().min(1).nullable().default(null),
  /** Patterns of names that stay as they are, whatever is trained. */
  freeze: names.nullable().default(null),
  /** Steps in which the head alone is trained first; null: a fifth of them where a backbone is fine-tuned, or weights are given. */
  headSteps: z.int().nonnegative().nullable().default(null),
  /** Factor on the learning rate of what the head stands on. */
  backboneRate: z.number().positive().default(0.1),
  /** Factors on the learning rate by patterns of names, 'layer4=0.5'. */
  rates: z
    .array(z.string().regex(/^[^=]+=\d*\.?\d+(e-?\d+)?$/i, 'must be pattern=factor'))
    .nullable()
    .default(null),
  batchNorm: z.enum(['frozen', 'training', 'folded']).nullable().default(null),
  /** What brings maps or tokens to rows before the head; null: what the network is made for. */
  pool: z.enum(['average', 'max', 'gem', 'cls', 'mean']).nullable().default(null),
  /** Of the rows before the head. */
  norm: z.enum(['none', 'layer', 'batch']).default('none'),
  /** The scale of pixels that the backbone was trained for; null: ImageNet's. */
  pixels: z.enum(pixelScales).nullable().default(null),
  /** How training images are varied, each with options: 'random-resized-crop:scale=0.2', 'flip'; null: what is usual. */
  augment: names.nullable().default(null),
  /** Whether an image that does not decode, or is left out for another reason, ends the command. */
  strict: z.boolean().default(false),
  /** With options of its own: 'triplet:margin=0.3:swap'. */
  loss: spec('--loss', optionsOf(lossFactories)).default('triplet'),
  /** null: those of the loss's paper, the easiest where it has positives to choose; of a loss without a choice, none. */
  positives: spec('--positives', optionsOf(positiveRules)).nullable().default(null),
  negatives: spec('--negatives', optionsOf(negativeRules)).nullable().default(null),
  distance: z.enum(distanceNames).nullable().default(null),
  /** How the losses of pairs or tuples become one number; null: as the loss's paper has it. */
  reducer: z.enum(reducerNames).nullable().default(null),
  /** Samples of earlier batches that anchors are compared with; null: the batch alone. */
  memory: whole.max(1_000_000).nullable().default(null),
  /** null: 32, 64, 64 of a network, none of a head on features. */
  widths: z.array(whole.max(4096)).min(1).nullable().default(null),
  head: z.enum(['flatten', 'average']).nullable().default(null),
  /** How the weights of a linear head on features begin: 'uniform', or 'pca:scale=8', by the principal directions of the features;
   *  null: uniform. */
  headInit: spec('--head-init', headInits).nullable().default(null),
  embedding: whole.max(8192).nullable().default(null),
  optimizer: z.enum(['sgd', 'adam', 'adamw', 'rmsprop', 'adagrad']).default('adam'),
  rate: z.number().positive().default(1e-3),
  momentum: z.number().min(0).lt(1).default(0),
  nesterov: z.boolean().default(false),
  /** null: what is usual for the optimizer. */
  weightDecay: z.number().nonnegative().nullable().default(null),
  schedule: z.enum(['constant', 'cosine', 'step', 'exponential', 'one-cycle']).default('constant'),
  warmup: z.int().nonnegative().default(0),
  clip: z.number().positive().nullable().default(null),
  steps: whole.max(10_000_000).nullable().default(null),
  /** Images that go through the network at a time; null: the batch at once. */
  chunk: whole.nullable().default(null),
  /** Batches whose gradients are averaged before an update. */
  accumulate: whole.max(10_000).default(1),
  /** Decay of the moving average of the weights that is judged and shipped; null: the weights themselves are. */
  ema: z.number().gt(0).lt(1).nullable().default(null),
  /** Share of the training images that are kept out of training, to choose by; null: none, or a tenth where it is needed. */
  holdOut: z.number().gt(0).lt(1).nullable().default(null),
  /** What the best weights are chosen by, on what is held out; null: the last weights are taken. */
  keepBest: z.enum(watched).nullable().default(null),
  /** Looks without a better one after which training ends; null: it goes on to the last step. */
  patience: whole.nullable().default(null),
  /** Steps between looks; null: an eighth of all. */
  lookEvery: whole.nullable().default(null),
  /** How batches are drawn, with options: 'hierarchical:level=coarse'; null: what is usual for what is trained. */
  sampler: spec('--sampler', samplers).nullable().default(null),
  classes: z.int().min(2).nullable().default(null),
  samples: z.int().min(2).nullable().default(null),
  seed: z.int().nonnegative().default(0),
  device: z.enum(['cpu', 'webgpu']).default('cpu'),
})

export type Settings = z.infer<typeof settingsSchema>

/** Settings with their defaults filled in. Fails naming each option that does not fit and its value.
 *  @param file where they were read; left out: they are the options of a command */
export function settingsOf(given: unknown, file?: string): Settings {
  const result = settingsSchema.safeParse(given)
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  const complaint = issue.code === 'custom' ? (issue.params?.complaint as Complaint | undefined) : undefined
  if (complaint) fail(file === undefined ? complaint : { ...complaint, who: `${file}: ${complaint.who}` })
  const { path } = issue
  const value = path.reduce<unknown>((held, key) => (held as Record<PropertyKey, unknown> | undefined)?.[key], given)
  const name = path.length === 0 ? '' : String(path[0])
  return fail({
    who: file === undefined ? `--${dashed(name)}` : [file, name].filter(Boolean).join(': '),
    rule: ruleOf(issue),
    ...(path.length === 0 ? {} : { value: value === undefined ? 'nothing' : value }),
  })
}

function ruleOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string'
        ? 'must not be empty'
        : `must be ${issue.inclusive ? 'at least' : 'above'} ${issue.minimum}`
    case 'too_big':
      return `must be ${issue.inclusive ? 'at most' : 'below'} ${issue.maximum}`
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? `of type ${issue.expected}`}`
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    case 'unrecognized_keys':
      return `there is no setting ${issue.keys.map((key) => `'${key}'`).join(', ')}`
    default:
      return issue.message.charAt(0).toLowerCase() + issue.message.slice(1)
  }
}

const kinds: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a JSON object',
}

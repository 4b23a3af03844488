import { grad } from '../autodiff/grad.ts'
import { demand } from '../errors.ts'
import type { Loss, LossOutput } from '../losses/loss.ts'
import { emit } from '../onnx/emit.ts'
import type { Relation } from '../pairs/batch.ts'
import { random } from '../random.ts'
import type { SessionOptions } from '../runtime/session.ts'
import { openSession } from '../runtime/session.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats, ints, sizeOf } from '../tensor/array.ts'
import { prefixed, under } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import { demandFinite } from './demandFinite.ts'
import type { ClassCounts, LabelForm } from './demandLabels.ts'
import { demandClasses, demandLabels } from './demandLabels.ts'
import { uniformNoise } from './uniformNoise.ts'

export interface OpenLossOptions extends SessionOptions {
  /** Samples in a batch, B. */
  readonly batch: number
  /** Of the embeddings, D. */
  readonly dimension: number
  /** Embeddings that the batch is compared with, M. Default: the batch itself. */
  readonly references?: number
  /** The shape of one sample's label beyond one integer. Default []. */
  readonly labelShape?: readonly number[]
  /** Which pairs are of one kind. Default: those of equal labels. */
  readonly relation?: Relation
  /** How many classes the labels have, where it is known: the loss must then be made for as many. */
  readonly classes?: ClassCounts
  /** The most positives that one anchor can have in a batch. Default: as many as there can be. */
  readonly mostPositives?: number
  /** The loss's own parameters, by name. Default: as it makes them of the seed. */
  readonly parameters?: Readonly<Record<string, NumericArray>>
  /** Of the loss's own parameters and of its rules' noise. Default 0. */
  readonly seed?: number
}

/** Embeddings and their labels, row after row. */
export interface Labelled {
  /** [B, D]. */
  readonly embeddings: ArrayLike<number>
  /** [B], or [B, ...labelShape]: whole numbers. */
  readonly labels: ArrayLike<number>
}

export interface LossResult {
  readonly loss: number
  /** Of the embeddings, [B, D]. */
  readonly gradient: Float32Array
  /** Of the references, [M, D]; empty where there are none. */
  readonly referenceGradient: Float32Array
  /** Of the loss's own parameters, by name. */
  readonly parameterGradients: Readonly<Record<string, Float32Array>>
  /** What the loss says of the batch beside its value. */
  readonly report: Readonly<Record<Exclude<keyof LossOutput, 'loss' | 'buffers'>, number>>
}

/** A loss that is ready to be asked about embeddings. */
export interface OpenedLoss {
  /** The loss's own parameters as they are now, by name. */
  readonly parameters: Readonly<Record<string, NumericArray>>
  /** Value, gradients and report of a batch. What the loss remembers it remembers until the next call. */
  run(batch: Labelled & { readonly references?: Labelled }): Promise<LossResult>
  close(): Promise<void>
}

/** Opens a loss by itself, without a network, for batches of one size: to look at it, compare it, or use its gradient elsewhere.
 *  Its own parameters stay what they are. */
export async function openLoss(loss: Loss, options: OpenLossOptions): Promise<OpenedLoss> {
  const { batch, references: others = 0, seed = 0, classes } = options
  demandOptions(loss, options)
  demandClasses(who, loss, classes)
  const fresh = loss.init(random(`${seed}/weights`).fork('loss'))
  const parameters = { ...fresh.parameters, ...options.parameters }
  demandParameters(fresh.parameters, parameters)
  const { bytes, noise } = lossModel(loss, parameters, fresh.buffers, options)
  const session = await openSession(bytes, options)
  let memory = fresh.buffers
  let calls = 0
  return {
    parameters,
    async run(given) {
      const feeds: Record<string, NumericArray> = labelledFeeds('', given, { ...options, loss, size: batch })
      demand(!given.references === (others === 0), {
        who,
        rule: others === 0 ? 'references are for a loss opened with references' : 'references must be given',
        remedy: others === 0 ? 'say how many there are by references' : 'give the batch references',
      })
      if (given.references)
        Object.assign(feeds, labelledFeeds('references.', given.references, { ...options, loss, size: others }))
      const from = random(`${seed}/call ${calls++}`)
      const drawn = Object.entries(noise).map(([name, shape]) => [name, uniformNoise(from.fork(name), shape)])
      const result = await session.run({
        ...feeds,
        ...prefixed('loss.', parameters),
        ...prefixed('memory.', memory),
        ...Object.fromEntries(drawn),
      })
      memory = under('next.', result)
      const numbers = (name: string): Float32Array => result[name]!.data as Float32Array
      const gradients = under('gradient.', result)
      return {
        loss: numbers('loss')[0]!,
        gradient: numbers('embeddings gradient'),
        referenceGradient: others === 0 ? new Float32Array() : numbers('references gradient'),
        parameterGradients: Object.fromEntries(
          Object.entries(gradients).map(([name, { data }]) => [name, data as Float32Array]),
        ),
        report: Object.fromEntries(reported.map((name) => [name, numbers(name)[0]!])) as LossResult['report'],
      }
    },
    close: session.close,
  }
}

const who = 'openLoss'

const reported = ['valid', 'active', 'positive', 'negative'] as const

/** Embeddings and labels as they are fed, checked. */
function labelledFeeds(
  prefix: string,
  { embeddings, labels }: Labelled,
  form: LabelForm & Pick<OpenLossOptions, 'dimension'>,
): Record<string, NumericArray> {
  const { size, dimension, labelShape = [] } = form
  const at = prefix === '' ? who : `${who}, references`
  demand(embeddings.length === size * dimension, {
    who: at,
    rule: `embeddings must be [${size}, ${dimension}], ${size * dimension} numbers`,
    value: `${embeddings.length} numbers`,
    remedy: 'give as many rows as the loss was opened for, each of its dimension',
  })
  const rows = floats(embeddings, [size, dimension])
  demandFinite(at, 'embeddings', rows)
  const shape = [size, ...labelShape]
  demand(labels.length === sizeOf(shape), {
    who: at,
    rule: `labels must be [${shape}], for ${size} samples`,
    value: `${labels.length} numbers`,
    remedy: 'give each sample its label',
  })
  for (let i = 0; i < labels.length; i++)
    demand(Number.isSafeInteger(labels[i]), {
      who: at,
      rule: 'labels must be whole numbers',
      value: labels[i],
      remedy: 'number the classes from 0',
    })
  const whole = ints(labels, shape)
  demandLabels(at, whole, form)
  return { [`${prefix}embeddings`]: rows, [`${prefix}labels`]: whole }
}

function lossModel(
  loss: Loss,
  parameters: Readonly<Record<string, NumericArray>>,
  buffers: Readonly<Record<string, NumericArray>>,
  { batch: size, dimension, references = 0, labelShape = [], relation, mostPositives }: OpenLossOptions,
): { bytes: Uint8Array; noise: Record<string, readonly number[]> } {
  const inputsOf = (prefix: string, held: Readonly<Record<string, NumericArray>>): Record<string, Tensor> =>
    Object.fromEntries(
      Object.entries(held).map(([name, { dtype, shape }]) => [name, input(prefix + name, dtype, shape)]),
    )
  const labelled = (prefix: string, rows: number) => ({
    embeddings: input(`${prefix}embeddings`, 'float32', [rows, dimension]),
    labels: input(`${prefix}labels`, 'int64', [rows, ...labelShape]),
  })
  const noise: Record<string, readonly number[]> = {}
  const own = inputsOf('loss.', parameters)
  const remembered = inputsOf('memory.', buffers)
  const anchors = labelled('', size)
  const others = references === 0 ? undefined : labelled('references.', references)
  const { buffers: next = {}, ...output } = loss.of(
    {
      ...anchors,
      ...(others ? { references: others } : {}),
      ...(relation ? { relation } : {}),
      ...(mostPositives === undefined ? {} : { mostPositives }),
      noise: (name, shape) => {
        noise[`noise.${name}`] = shape
        return input(`noise.${name}`, 'float32', shape)
      },
    },
    { ...own, ...remembered },
  )
  const wanted = [anchors.embeddings, ...(others ? [others.embeddings] : []), ...Object.values(own)]
  const [gradient, ...rest] = grad(output.loss, wanted)
  const ofReferences: Record<string, Tensor> = others ? { 'references gradient': rest.shift()! } : {}
  const ofParameters = Object.keys(own).map((name, i) => [`gradient.${name}`, rest[i]!])
  const inputs = [anchors, others ?? {}, own, remembered].flatMap((held) => Object.values<Tensor>(held))
  const outputs = {
    ...output,
    'embeddings gradient': gradient!,
    ...ofReferences,
    ...Object.fromEntries(ofParameters),
    ...prefixed('next.', { ...remembered, ...next }),
  }
  return { bytes: emit(outputs, { name: loss.name, inputs }), noise }
}

function demandOptions(loss: Loss, { batch, dimension, references = 0 }: OpenLossOptions): void {
  const least = references > 0 ? 1 : 2
  demand(Number.isSafeInteger(batch) && batch >= least, {
    who,
    rule: `a batch must have ${least} samples or more${references > 0 ? '' : ': one alone has nothing to be compared with'}`,
    value: batch,
    remedy: `open ${loss.name} for more`,
  })
  demand(Number.isSafeInteger(dimension) && dimension >= 1, {
    who,
    rule: 'dimension must be a whole number from 1',
    value: dimension,
  })
  demand(Number.isSafeInteger(references) && references >= 0, {
    who,
    rule: 'references must be a whole number from 0',
    value: references,
  })
}

function demandParameters(
  fresh: Readonly<Record<string, NumericArray>>,
  given: Readonly<Record<string, NumericArray>>,
): void {
  for (const [name, { shape, dtype }] of Object.entries(given))
    demand(fresh[name] && fresh[name].dtype === dtype && `${fresh[name].shape}` === `${shape}`, {
      who,
      rule: fresh[name]
        ? `parameter ${name} must be ${fresh[name].dtype} [${fresh[name].shape}]`
        : `the loss has no parameter ${name}`,
      value: `${dtype} [${shape}]`,
    })
}

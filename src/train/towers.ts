import { demand } from '../errors.ts'
import type { Layer } from '../nn/layer.ts'
import { prefixed, under } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import type { Intake } from './intake.ts'
import { intakeOf } from './intake.ts'
import type { StepDesign, Tower } from './stepDesign.ts'

/** Samples of a tower, embedded, and their labels. */
interface Embedded {
  readonly embeddings: Tensor
  readonly labels: Tensor
}

/** What the towers of a step make of its batch. */
export interface Towers {
  readonly anchors: Embedded
  /** Of the second tower, where there is one. */
  readonly references?: Embedded
  /** New running statistics, by their names in the state. */
  readonly buffers: Readonly<Record<string, Tensor>>
  /** Samples and labels. */
  readonly inputs: readonly Tensor[]
}

/** A network with the names that it has in the state. */
export interface PlacedNetwork {
  readonly network: Layer
  readonly intake: Intake
  readonly size: number
  /** Before its parameters' names, and its buffers'. */
  readonly parameters: 'network.' | 'reference.'
  readonly buffers: 'buffer.' | 'referenceBuffer.'
  /** The input of its labels. */
  readonly labels: string
}

/** The first tower as it is placed in the state. */
export const firstTower = ({ network, intake, batchSize }: StepDesign): PlacedNetwork => ({
  network,
  intake,
  size: batchSize,
  parameters: 'network.',
  buffers: 'buffer.',
  labels: 'labels',
})

/** The second tower as it is placed in the state; undefined where there is none. */
export const secondTower = ({ network, batchSize, reference }: StepDesign): PlacedNetwork | undefined =>
  reference && {
    network: reference.network ?? network,
    intake: { ...reference.intake, name: referenceInput(reference) },
    size: reference.batchSize ?? batchSize,
    parameters: reference.network ? 'reference.' : 'network.',
    buffers: reference.network ? 'referenceBuffer.' : 'buffer.',
    labels: referenceLabels,
  }

export const referenceInput = ({ intake }: Tower): string => `references.${intake.name}`
export const referenceLabels = 'references.labels'

/** Adds the towers to the graph, in training.
 *  @param values parameters and buffers, by their names in the state */
export function towers(design: StepDesign, values: Readonly<Record<string, Tensor>>): Towers {
  const [first, second] = [firstTower(design), secondTower(design)]
  const one = embedded(first, values, design)
  // A network that both share sees the references after the batch: its statistics go on from there.
  const two = second && embedded(second, { ...values, ...one.buffers }, design)
  const widths = [one, ...(two ? [two] : [])].map(({ embeddings }) => embeddings.shape[1])
  demand(new Set(widths).size === 1, {
    who: 'train step',
    rule: 'both towers must give embeddings of one dimension',
    value: widths.join(' and '),
  })
  return {
    anchors: { embeddings: one.embeddings, labels: one.labels },
    ...(two ? { references: { embeddings: two.embeddings, labels: two.labels } } : {}),
    buffers: { ...one.buffers, ...two?.buffers },
    inputs: [one.samples, one.labels, ...(two ? [two.samples, two.labels] : [])],
  }
}

/** A tower's network applied to samples of its own. */
export function applied(
  { network, intake, size, parameters, buffers }: PlacedNetwork,
  values: Readonly<Record<string, Tensor>>,
): { samples: Tensor; embeddings: Tensor; buffers: Record<string, Tensor> } {
  const samples = intakeOf(intake, size)
  const inside = { ...under(parameters, values), ...under(buffers, values) }
  const { y, buffers: next } = network.apply(inside, intake.toNetwork(samples), 'training')
  return { samples, embeddings: y, buffers: prefixed(buffers, next) }
}

function embedded(
  placed: PlacedNetwork,
  values: Readonly<Record<string, Tensor>>,
  { labelShape = [] }: StepDesign,
): Embedded & { samples: Tensor; buffers: Record<string, Tensor> } {
  const labels = input(placed.labels, 'int64', [placed.size, ...labelShape])
  return { ...applied(placed, values), labels }
}

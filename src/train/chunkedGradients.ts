import { grad } from '../autodiff/grad.ts'
import { demand } from '../errors.ts'
import { emit } from '../onnx/emit.ts'
import type { SessionOptions } from '../runtime/session.ts'
import { openSession } from '../runtime/session.ts'
import type { NumericArray } from '../tensor/array.ts'
import { prefixed, under } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import type { BatchGradients } from './batchGradients.ts'
import { inputsOf, lookedAt, withoutSame } from './batchGraph.ts'
import { batchLoss } from './batchLoss.ts'
import type { State } from './state.ts'
import { noiseFeeds } from './stepBatch.ts'
import type { StepDesign } from './stepDesign.ts'
import { reportIn } from './stepReport.ts'
import { sumOf } from './sumOf.ts'
import type { TowerInChunks } from './towerInChunks.ts'
import { openTowerInChunks } from './towerInChunks.ts'
import type { PlacedNetwork } from './towers.ts'
import { applied, firstTower, secondTower } from './towers.ts'
import { fedTo, trainedIn } from './trainedIn.ts'

/** Gradients of a batch that goes through the networks chunk by chunk: all embeddings, then the loss of the whole batch, then each
 *  chunk again with its share of the gradient. */
export async function openChunkedGradients(
  design: StepDesign,
  state: State,
  options: SessionOptions = {},
): Promise<BatchGradients> {
  const names = trainedIn(design, state)
  const values = fedTo(state, names)
  const placed = placedIn(design)
  const { outputs, inputs, noise } = lossGraph(design, state)
  const loss = await openSession(emit(outputs, { name: 'loss', inputs }), options)
  const towers: TowerInChunks[] = []
  for (const tower of placed)
    towers.push(await openTowerInChunks(tower, design.chunk ?? tower.size, values, names, options))
  return {
    async run({ samples, labels, references }, current, random) {
      const given = [samples, ...(references ? [references.samples] : [])]
      const embeddings: NumericArray[] = []
      for (const [i, tower] of towers.entries()) embeddings.push(await tower.embed(given[i]!, current))
      const result = await loss.run({
        ...current,
        ...Object.fromEntries(placed.map((tower, i) => [embeddingsOf(tower), embeddings[i]!])),
        ...Object.fromEntries(
          placed.map((tower, i) => [tower.labels, i === 0 ? labels : (references?.labels ?? labels)]),
        ),
        ...noiseFeeds(noise, random),
      })
      const sum = sumOf()
      sum.add(under('gradient.', result))
      let changed: State = under('next.', result)
      for (const [i, tower] of towers.entries()) {
        const arriving = result[`gradient of ${embeddingsOf(placed[i]!)}`]!
        const next = await tower.carryBack(given[i]!, arriving, { ...current, ...changed }, sum)
        changed = { ...changed, ...next }
      }
      const gradients = sum.mean()
      return {
        report: reportIn(result),
        embeddings: result.embeddings!,
        gradients: Object.fromEntries(names.map((name) => [name, gradients[name]!])),
        changed,
      }
    },
    async close() {
      await loss.close()
      for (const tower of towers) await tower.close()
    },
  }
}

/** The loss of a whole batch of embeddings, and its gradients with respect to them and to the loss's own parameters. */
export function lossGraph(
  design: StepDesign,
  state: State,
): { outputs: Record<string, Tensor>; inputs: Tensor[]; noise: Record<string, readonly number[]> } {
  const names = trainedIn(design, state).filter((name) => name.startsWith('loss.'))
  const values = inputsOf(Object.fromEntries(Object.entries(state).filter(([name]) => /^(loss|memory)\./.test(name))))
  const placed = placedIn(design)
  const dimensions = placed.map((tower) => dimensionOf(tower, state))
  demand(new Set(dimensions).size === 1, {
    who: 'train step',
    rule: 'both towers must give embeddings of one dimension',
    value: dimensions.join(' and '),
  })
  const embedded = placed.map((tower, i) => ({
    embeddings: input(embeddingsOf(tower), 'float32', [tower.size, dimensions[i]!]),
    labels: input(tower.labels, 'int64', [tower.size, ...(design.labelShape ?? [])]),
  }))
  const [anchors, references] = embedded
  const { output, noise } = batchLoss(design, { ...anchors!, ...(references ? { references } : {}) }, values)
  const { buffers: remembered = {}, ...report } = output
  const wanted = [...embedded.map(({ embeddings }) => embeddings), ...names.map((name) => values[name]!)]
  const gradients = grad(report.loss, wanted)
  const outputs = {
    ...report,
    ...lookedAt(anchors!.embeddings),
    ...Object.fromEntries(placed.map((tower, i) => [`gradient of ${embeddingsOf(tower)}`, gradients[i]!])),
    ...Object.fromEntries(names.map((name, i) => [`gradient.${name}`, gradients[placed.length + i]!])),
    ...prefixed('next.', withoutSame(prefixed('memory.', remembered), values)),
  }
  return { outputs, inputs: embedded.flatMap(({ embeddings, labels }) => [embeddings, labels]), noise }
}

/** The towers of a design. */
export const placedIn = (design: StepDesign): PlacedNetwork[] =>
  [firstTower(design), secondTower(design)].filter((tower) => tower !== undefined)

/** The input of a tower's embeddings. */
const embeddingsOf = ({ labels }: PlacedNetwork): string => `embeddings of ${labels}`

/** Of a tower's embeddings. */
const dimensionOf = (tower: PlacedNetwork, state: State): number =>
  Number(applied({ ...tower, size: 2 }, inputsOf(state)).embeddings.shape[1])

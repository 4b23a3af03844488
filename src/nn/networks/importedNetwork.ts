import { demand, fail } from '../../errors.ts'
import { foldBatchNorm } from '../../onnx/foldBatchNorm.ts'
import type { ModelGraph } from '../../onnx/graph.ts'
import { atOtherSize } from '../../onnx/import/atOtherSize.ts'
import { chosenOutput } from '../../onnx/import/chosenOutput.ts'
import { firstFitting } from '../../onnx/import/firstFitting.ts'
import type { Images } from '../../onnx/import/imagesOf.ts'
import { imagesOf } from '../../onnx/import/imagesOf.ts'
import { neededFor } from '../../onnx/import/neededFor.ts'
import type { TraceOptions } from '../../onnx/import/trace.ts'
import { trace } from '../../onnx/import/trace.ts'
import type { Unreached } from '../../onnx/import/unreached.ts'
import { unreached } from '../../onnx/import/unreached.ts'
import { weightsOf } from '../../onnx/import/weights.ts'
import { readModel } from '../../onnx/readModel.ts'
import type { NumericArray } from '../../tensor/array.ts'
import { sameShape } from '../../tensor/shape.ts'
import type { Dim, Shape, Tensor } from '../../tensor/tensor.ts'
import { input } from '../../tensor/tensor.ts'
import type { Layer, Mode } from '../layer.ts'
import { valueNamed } from '../valueNamed.ts'

export interface ImportedNetworkOptions {
  /** The output of the file to end in. Default: the first that has one row of numbers for each image, else the first. */
  readonly output?: string
  /** A node or a value inside the graph to end in, by the file's name, in place of an output. */
  readonly cut?: string
  /** What batch normalisation does in training: 'frozen' keeps the file's running statistics, its scale and bias are trained;
   *  'training' takes the statistics of the batch, which the running ones follow; 'folded' puts it into the convolution before
   *  it, once and for all. Default 'frozen'. */
  readonly batchNorm?: 'frozen' | 'training' | 'folded'
  /** Pixels. Default: what the file fixes, and 224 where it leaves them open. Another size than the file fixes works where nothing
   *  in the network is made for that one alone, as in convolutions before a global pooling. */
  readonly image?: { readonly height: number; readonly width: number }
}

/** A network from a file: a layer, and what there is to know of it. */
export interface ImportedNetwork extends Layer {
  /** What it takes: float32 [N, channels, height, width]. */
  readonly input: {
    readonly name: string
    readonly channels: number
    readonly height: number
    readonly width: number
    /** The size that the file fixes, where it is another: the runtime takes the file at that one alone. */
    readonly declared?: { readonly height: number; readonly width: number }
  }
  /** What it gives: the file's name of it, its shape with 'N' for the batch, and whether that is a map [N, C, H, W], tokens
   *  [N, T, D] or rows [N, D]. */
  readonly output: { readonly name: string; readonly shape: Shape; readonly form: 'map' | 'tokens' | 'rows' }
  /** Names of the parameters, in the order in which the images meet them. */
  readonly parameters: readonly string[]
  /** What no gradient reaches because it stops at a node of the file, for the parameters that are to be trained: none where
   *  all of them can be. @param trained which ones. Default: all */
  readonly unreached: (trained?: (name: string) => boolean) => readonly Unreached[]
}

/** Any ONNX network of images as a layer that can be trained, from images float32 [N, C, H, W] to the chosen output. Its weights
 *  are the file's own, under the file's names (`features.0.0.weight`), or, where an exporter made the name up, under that of the
 *  node that reads them. Dropout is off, as in every exported network. A file whose batch is fixed works at any batch.
 *  Fails, naming the file, the node and the operator, where the network cannot be built: an unknown operator, a quantised model,
 *  a shape that is not known before the model runs, an image size that does not fit.
 *  @param model the file, or what `readModel` gave */
export function importedNetwork(model: string | ModelGraph, options: ImportedNetworkOptions = {}): ImportedNetwork {
  const { batchNorm = 'frozen' } = options
  const read = typeof model === 'string' ? readModel(model) : model
  const graph = batchNorm === 'folded' ? foldBatchNorm(read) : read
  const images = imagesOf(graph, options.image)
  const wanted = chosenOutput(graph, options)
  const nodes = neededFor(graph, wanted, images.name)
  const weights = weightsOf(graph, nodes)
  const name = `importedNetwork(${graph.file})`

  const inside = (
    x: Tensor,
    weightsBySource: ReadonlyMap<string, Tensor>,
    rest: Pick<TraceOptions, 'batchStatistics' | 'own'>,
  ) => {
    const found = trace(graph, { input: images.name, images: x, nodes, weights: weightsBySource, ...rest })
    const value = found.values.get(wanted)
    if (!value) return fail({ who: graph.file, rule: `'${wanted}' must be something that is computed` })
    return { ...found, y: found.tensor(value) }
  }
  const placeholders = new Map(weights.map((one) => [one.source, input(one.name, 'float32', one.array.shape)]))
  const still = { batchStatistics: false }
  const fixed = images.batch
  const shapesOf = (values: ReadonlyMap<string, { readonly shape: Shape }>): Map<string, Shape> =>
    new Map([...values].map(([key, { shape }]) => [key, shape]))
  const built = ({ height, width }: Pick<Images, 'height' | 'width'>) => {
    const at = (batch: Dim): Tensor => input('images', 'float32', [batch, images.channels, height, width])
    const own = fixed === undefined ? undefined : inside(at(fixed), placeholders, still)
    const ownShapes = shapesOf(own?.values ?? new Map())
    const { y, makers, values } = firstFitting((choose) => {
      const moved = fixed === undefined ? {} : { own: { batch: fixed, shapes: ownShapes, choose } }
      const found = inside(at('N'), placeholders, { ...still, ...moved })
      demandOutput(graph, wanted, found.y, own?.y)
      return found
    })
    const shapes = shapesOf(values)
    const wantedBatch = fixed === undefined ? {} : { own: { batch: fixed, shapes: ownShapes, open: shapes } }
    return { y, makers, shapes, wantedBatch }
  }
  const { y, makers, wantedBatch } = images.declared
    ? atOtherSize(graph.file, images, images.declared, built)
    : built(images)

  const { batch: _, ...imagesTaken } = images
  const parameters = weights.filter(({ kind }) => kind === 'parameter')
  const arraysOf = (kind: 'parameter' | 'buffer'): Record<string, NumericArray> =>
    Object.fromEntries(weights.flatMap((one) => (one.kind === kind ? [[one.name, one.array]] : [])))
  const apply = (values: Readonly<Record<string, Tensor>>, x: Tensor, mode: Mode) => {
    demand(sameShape(x.shape.slice(1), [images.channels, images.height, images.width]) && x.dtype === 'float32', {
      who: name,
      rule: `the images must be float32 [N, ${images.channels}, ${images.height}, ${images.width}]`,
      value: `${x.dtype} [${x.shape}]`,
    })
    const given = new Map(weights.map((one) => [one.source, valueNamed(values, one.name, one.array.shape, name)]))
    const batchStatistics = mode === 'training' && batchNorm === 'training'
    const rest = x.shape[0] === fixed ? {} : wantedBatch
    const found = inside(x, given, { batchStatistics, ...rest })
    const names = new Map(weights.map((one) => [one.source, one.name]))
    const buffers = [...found.buffers].map(([source, next]) => [names.get(source)!, next])
    return { y: found.y, buffers: Object.fromEntries(buffers) as Record<string, Tensor> }
  }
  return {
    name,
    input: imagesTaken,
    output: { name: wanted, shape: y.shape, form: formOf(y.shape) },
    parameters: parameters.map((one) => one.name),
    unreached: (trained = () => true) => {
      const chosen = parameters.filter((one) => trained(one.name))
      return unreached(y, new Map(chosen.map((one) => [one.name, placeholders.get(one.source)!])), makers)
    },
    init: () => ({ parameters: arraysOf('parameter'), buffers: arraysOf('buffer') }),
    apply,
  }
}

const formOf = ({ length }: Shape): 'map' | 'tokens' | 'rows' =>
  length === 4 ? 'map' : length === 3 ? 'tokens' : 'rows'

/** One row, some tokens or a map for each image, at every batch like at the file's own. */
function demandOutput({ file }: ModelGraph, name: string, y: Tensor, own: Tensor | undefined): void {
  const each = y.shape.slice(1)
  demand(y.dtype === 'float32' && y.shape[0] === 'N' && each.length >= 1 && each.length <= 3, {
    who: file,
    rule: `'${name}' must be float32 [N, D], [N, T, D] or [N, C, H, W], N the number of images`,
    value: `${y.dtype} [${y.shape}]`,
    remedy: 'choose another output, or cut the network elsewhere',
  })
  demand(each.every((d) => typeof d === 'number') && (!own || sameShape(own.shape.slice(1), each)), {
    who: file,
    rule: own
      ? `'${name}' is [${own.shape}] at the batch of the file, and must be the same for each image at another`
      : `the size of '${name}' must be known`,
    value: `[${y.shape}]`,
    remedy: 'export the model with the batch left open (dynamic_axes), and nothing else',
  })
}

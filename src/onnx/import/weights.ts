import type { NumericArray } from '../../tensor/array.ts'
import type { GraphNode, ModelGraph } from '../graph.ts'
import { arrayOfConstant } from './constants.ts'
import { readNode } from './nodeReader.ts'
import type { Role, Use } from './weightNames.ts'
import { isGivenName, nameWeights } from './weightNames.ts'

/** A weight of an imported network. */
export interface Weight {
  /** The file's name of it. */
  readonly source: string
  /** Its name here: the file's where a person gave it, else that of the node that reads it (`conv1.weight`). */
  readonly name: string
  /** Trained, or remembered (running statistics). */
  readonly kind: 'parameter' | 'buffer'
  readonly array: NumericArray
}

/** The weights that some nodes read, in the order in which they are read. Float constants count as weights by what they do:
 *  kernels and matrices, what normalisations scale and add, slopes; besides, what is added or put in front, and what is multiplied
 *  where a person named it. Single numbers, masks, tables of positions and statistics of pixels stay constants.
 *  @param nodes those that the wanted output needs, in their order */
export function weightsOf(model: ModelGraph, nodes: readonly GraphNode[]): Weight[] {
  const readers = new Map<string, { node: GraphNode; place: number }[]>()
  for (const node of nodes)
    for (const [place, name] of node.inputs.entries()) {
      const list = readers.get(name)
      if (list) list.push({ node, place })
      else readers.set(name, [{ node, place }])
    }
  const uses: Use[] = []
  const seen = new Set<string>()
  const constants = new Map(nodes.flatMap((node) => (node.operator === 'Constant' ? [[node.outputs[0]!, node]] : [])))
  for (const node of nodes)
    for (const source of node.inputs) {
      if (seen.has(source)) continue
      seen.add(source)
      const maker = constants.get(source)
      const array = model.initializers.get(source) ?? (maker && arrayOfConstant(readNode(maker)))
      const role = array?.dtype === 'float32' ? roleOf(source, readers) : undefined
      if (array && role && isWeight(array, source, role, maker !== undefined)) uses.push({ source, array, node, role })
    }
  const names = nameWeights(uses)
  return uses.map(({ source, array, role }, i) => ({
    source,
    name: names[i]!,
    kind: role === 'running_mean' || role === 'running_var' ? 'buffer' : 'parameter',
    array,
  }))
}

const places: Readonly<Record<string, readonly (Role | undefined)[]>> = {
  Conv: [undefined, 'weight', 'bias'],
  ConvTranspose: [undefined, 'weight', 'bias'],
  Gemm: ['weight', 'weight', 'bias'],
  MatMul: ['weight', 'weight'],
  Einsum: ['weight', 'weight'],
  BatchNormalization: [undefined, 'weight', 'bias', 'running_mean', 'running_var'],
  InstanceNormalization: [undefined, 'weight', 'bias'],
  LayerNormalization: [undefined, 'weight', 'bias'],
  GroupNormalization: [undefined, 'weight', 'bias'],
  RMSNormalization: [undefined, 'weight'],
  PRelu: [undefined, 'slope'],
  Add: ['added', 'added'],
  Sum: ['added', 'added', 'added'],
  Sub: ['other', 'other'],
  Mul: ['other', 'other'],
  Div: ['other', 'other'],
  Where: [undefined, 'other', 'other'],
}

/** Operators whose first input goes on to where its role is told. */
const passing = new Set([
  'Cast',
  'Expand',
  'Flatten',
  'Gather',
  'Identity',
  'Pad',
  'Reshape',
  'Resize',
  'Slice',
  'Split',
  'Squeeze',
  'Tile',
  'Transpose',
  'Unsqueeze',
])

const rank: readonly Role[] = ['running_mean', 'running_var', 'weight', 'bias', 'slope', 'added', 'other']

/** The strongest role that a value has, here or behind operators that pass it on. */
function roleOf(
  source: string,
  readers: ReadonlyMap<string, readonly { node: GraphNode; place: number }[]>,
): Role | undefined {
  const found = new Set<Role>()
  const entered = new Set<string>([source])
  const left = [source]
  for (let name = left.pop(); name !== undefined; name = left.pop())
    for (const { node, place } of readers.get(name) ?? []) {
      const role = node.operator === 'Concat' ? 'added' : places[node.operator]?.[place]
      if (role) found.add(role)
      if (passing.has(node.operator) && place === 0)
        for (const output of node.outputs)
          if (!entered.has(output)) {
            entered.add(output)
            left.push(output)
          }
    }
  return rank.find((role) => found.has(role))
}

function isWeight({ data }: NumericArray, source: string, role: Role, inNode: boolean): boolean {
  if (role !== 'added' && role !== 'other') return true
  if (inNode || data.length === 1 || isMask(data as Float32Array)) return false
  if (/(^|[._])(attn_)?(mask|mean|std|pixel_mean|pixel_std|cos|sin|freqs|inv_freq|rope)s?$/i.test(source)) return false
  return role === 'added' || isGivenName(source)
}

/** Two values at most, one of them 0 and the other so low that it leaves nothing of an exponential. */
function isMask(data: Float32Array): boolean {
  const low = data.find((x) => x !== 0)
  return low === undefined || (low <= -100 && data.every((x) => x === 0 || x === low))
}

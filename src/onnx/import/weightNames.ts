import type { NumericArray } from '../../tensor/array.ts'
import type { GraphNode } from '../graph.ts'

/** What a weight is to the node that reads it. */
export interface Use {
  readonly source: string
  readonly array: NumericArray
  readonly node: GraphNode
  readonly role: Role
}

export type Role = 'weight' | 'bias' | 'running_mean' | 'running_var' | 'slope' | 'added' | 'other'

/** A name for every weight, of letters, digits, `_`, `-` and dots, none twice and none a part of another up to a dot: they become
 *  keys of one flat record. */
export function nameWeights(uses: readonly Use[]): string[] {
  const taken = new Set<string>()
  // `a` and `a.b` must not both be names: what an optimizer keeps for `a` lies under `a.`.
  const prefixes = new Set<string>()
  return uses.map((use) => {
    const wish = sane(isGivenName(use.source) ? use.source : `${pathOf(use.node)}.${roleName(use)}`)
    let name = wish
    for (let i = 2; taken.has(name) || prefixes.has(name) || stepsOf(name).some((step) => taken.has(step)); i++)
      name = `${wish.replaceAll('.', i > 100 ? '_' : '.')}_${i}`
    taken.add(name)
    for (const step of stepsOf(name)) prefixes.add(step)
    return name
  })
}

const roleName = ({ role }: Use): string => (role === 'added' || role === 'other' ? 'value' : role)

const stepsOf = (name: string): string[] =>
  name.split('.').flatMap((_, i, parts) => (i === 0 ? [] : [parts.slice(0, i).join('.')]))

/** `/layer1/layer1.0/conv1/Conv` is PyTorch's module `layer1.0.conv1`; other names are taken whole. */
function pathOf({ name, operator }: GraphNode): string {
  if (name.includes(' #')) return `${operator.toLowerCase()}${name.split(' #')[1]}`
  if (!name.startsWith('/')) return name
  const path: string[] = []
  for (const step of name.split('/').slice(1, -1)) {
    if (path.length > 0 && step.startsWith(`${path.at(-1)}.`)) path.pop()
    path.push(step)
  }
  return path.length === 0 ? name.slice(1) : path.join('.')
}

const sane = (name: string): string => {
  const plain = name
    .replaceAll('/', '.')
    .replaceAll(/[^\w.-]/g, '_')
    .replaceAll(/\.+/g, '.')
    .replaceAll(/^\.|\.$/g, '')
  return /^[A-Za-z_]/.test(plain) ? plain : `w${plain}`
}

/** Whether a person gave the name, not an exporter: `blocks.0.gamma` but not `onnx::Mul_123`. */
export const isGivenName = (name: string): boolean =>
  /^[A-Za-z_]/.test(name) &&
  !/::|_output_\d|const_fold|^_?(val|const|tensor|t|initializer|node)_?\d|^Constant/i.test(name)

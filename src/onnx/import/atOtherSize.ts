import { fail, NearkinError } from '../../errors.ts'
import { sameShape } from '../../tensor/shape.ts'
import type { Node, Shape, Tensor } from '../../tensor/tensor.ts'
import type { GraphNode } from '../graph.ts'
import type { Images } from './imagesOf.ts'

type Size = Pick<Images, 'height' | 'width'>

/** A graph that was built for images of one size. */
interface Built {
  readonly y: Tensor
  /** Of all values, by the file's names. */
  readonly shapes: ReadonlyMap<string, Shape>
  /** The file's node that each of ours was built for. */
  readonly makers: ReadonlyMap<Node, GraphNode>
}

/** Builds a graph for images of another size than its file declares. It must have an output of the same kind as at that size, and
 *  nothing may be repeated to fit that was not repeated there: one token is no stand-in for the positions of many.
 *  Fails, naming the file, both sizes and the node, where the graph is made for its own size alone.
 *  @param build builds the graph for a size */
export function atOtherSize<T extends Built>(file: string, size: Size, declared: Size, build: (size: Size) => T): T {
  const asDeclared = build(declared)
  const refuse = (why: string, cause?: unknown): never =>
    fail({
      who: file,
      rule: `is made for images of ${declared.height} x ${declared.width} alone, and not of ${size.height} x ${size.width}: ${why}`,
      remedy: 'leave the image size out, or export the model with height and width left open',
      ...(cause === undefined ? {} : { cause }),
    })
  const found = attempt(() => build(size), refuse)
  const [before, now] = [kindOf(asDeclared.y.shape), kindOf(found.y.shape)]
  if (!sameShape(before, now)) refuse(`its output is [${found.y.shape}], and [${asDeclared.y.shape}] there`)
  for (const node of new Set(found.makers.values()))
    if (stretches(node, asDeclared.shapes, found.shapes))
      refuse(`node ${node.name} (${node.operator}) would repeat one number for many`)
  return found
}

function attempt<T>(build: () => T, refuse: (why: string, cause: unknown) => never): T {
  try {
    return build()
  } catch (error) {
    if (!(error instanceof NearkinError)) throw error
    const { who, rule, value } = error.complaint
    const got = value === undefined ? '' : `, got ${typeof value === 'string' ? value : JSON.stringify(value)}`
    return refuse(`${who}: ${rule}${got}`, error)
  }
}

/** What must not depend on the size: the rank, and how many numbers a row, a token or a place has. */
const kindOf = (shape: Shape): Shape => [shape.length, shape.length === 4 ? shape[1]! : shape.at(-1)!]

const broadcasting = new Set(
  'Add Sub Mul Div Pow Mod Max Min Sum Mean Where PRelu Expand And Or Xor Equal Greater GreaterOrEqual Less LessOrEqual'.split(
    ' ',
  ),
)

/** Whether a node repeats an input along an axis where it had as many numbers as needed at the size that the file declares. */
function stretches(
  { operator, domain, inputs, outputs }: GraphNode,
  before: ReadonlyMap<string, Shape>,
  now: ReadonlyMap<string, Shape>,
): boolean {
  if (domain !== '' || !broadcasting.has(operator)) return false
  const to = now.get(outputs[0]!)
  return inputs.some((name, place) => {
    if (operator === 'Expand' && place > 0) return false
    const [was, is] = [before.get(name), now.get(name)]
    return to && was && is?.some((d, i) => d === 1 && was[i] !== 1 && to[to.length - is.length + i] !== 1)
  })
}

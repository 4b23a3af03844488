import { vjp } from '../../src/autodiff/grad.ts'
import { NearkinError } from '../../src/errors.ts'
import { evaluate } from '../../src/runtime/evaluate.ts'
import type { NumericArray } from '../../src/tensor/array.ts'
import { floats } from '../../src/tensor/array.ts'
import type { Tensor } from '../../src/tensor/tensor.ts'
import { constant, input } from '../../src/tensor/tensor.ts'
import type { ReferenceTensor, Verdict } from './compare.ts'
import { difference, failed, passed, unsupported } from './compare.ts'
import { graphs } from './operatorGraphs.ts'
import type { OperatorRow } from './operatorRow.ts'
import { numbersOf, readRow } from './operatorRow.ts'

/** Whether our operators give the row's output and gradients, within 1e-3 relative or 1e-5 absolute. Attributes that the
 *  row leaves out have ONNX's defaults. An operator, attribute or value that we lack is 'unsupported', by name. */
export async function checkOperatorRow(row: OperatorRow): Promise<Verdict> {
  try {
    return await check(row)
  } catch (error) {
    return failed(`${row.op}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function check(row: OperatorRow): Promise<Verdict> {
  const inputs = new Map<string, Tensor>()
  const feeds: Record<string, NumericArray> = {}
  for (const [name, { shape, data }] of Object.entries(row.inputs)) {
    const array = floats(numbersOf(data), shape)
    const differentiable = Object.hasOwn(row.gradients ?? {}, name)
    inputs.set(name, differentiable ? input(name, 'float32', shape) : constant(array))
    if (differentiable) feeds[name] = array
  }
  const built = build(row, inputs)
  if ('status' in built) return built
  const found = await evaluate(built.outputs, feeds, { threads: 1 })
  const expected = Object.entries({ output: row.output, ...named(row.gradients ?? {}) })
  const wrong = expected.flatMap(([name, tensor]) => differences(name, found[name], tensor))
  return wrong.length > 0 ? failed(`${row.op}: ${wrong.join('; ')}`) : passed
}

/** The graph of the row's output and gradients, or why we cannot build it: whatever our operators refuse we do not support. */
function build(row: OperatorRow, inputs: ReadonlyMap<string, Tensor>): { outputs: Record<string, Tensor> } | Verdict {
  const graph = graphs[row.op]
  if (!graph) return unsupported(`operator ${row.op}`)
  try {
    const reader = readRow(row, inputs)
    const y = graph(reader)
    const unread = reader.unread()
    if (unread.length > 0) return unsupported(`${row.op}: ${unread.join(', ')}`)
    if (!row.upstream) return { outputs: { output: y } }
    const g = constant(floats(numbersOf(row.upstream.data), row.upstream.shape))
    const names = Object.keys(row.gradients ?? {})
    const gradients = vjp(
      [{ y, g }],
      names.map((name) => inputs.get(name)!),
    )
    return { outputs: { output: y, ...named(Object.fromEntries(names.map((name, i) => [name, gradients[i]!]))) } }
  } catch (error) {
    if (error instanceof NearkinError) return unsupported(`${row.op}: ${error.message}`)
    throw error
  }
}

const named = <T>(gradients: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(gradients).map(([name, g]) => [`gradient of ${name}`, g]))

function differences(name: string, found: NumericArray | undefined, { shape, data }: ReferenceTensor): string[] {
  if (!found) return [`${name}: not computed`]
  if (found.shape.join() !== shape.join()) return [`${name}: shape [${found.shape}], not [${shape}]`]
  return [difference(name, Array.from(found.data, Number), numbersOf(data)) ?? []].flat()
}

import type { NumericArray } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { openGraph } from './openGraph.ts'
import type { SessionOptions } from './session.ts'

/** Computes tensors once. For more than one run of the same graph, `emit` it and keep the session.
 *  @param outputs what to compute, by name
 *  @param feeds the arrays of the graph's inputs, by name */
export async function evaluate<Name extends string>(
  outputs: Readonly<Record<Name, Tensor>>,
  feeds: Readonly<Record<string, NumericArray>> = {},
  options: SessionOptions = {},
): Promise<Record<Name, NumericArray>> {
  const session = await openGraph(outputs, { name: 'evaluate' }, options)
  try {
    return (await session.run(feeds)) as Record<Name, NumericArray>
  } finally {
    await session.close()
  }
}

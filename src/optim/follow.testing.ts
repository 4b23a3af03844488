import { emit } from '../onnx/emit.ts'
import { openSession } from '../runtime/session.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import type { Optimizer } from './optimizer.ts'

/** The parameter after each of the given gradients, on the engine, the state fed back from step to step.
 *  @param rate learning rate, or one for each step */
export async function follow(
  optimizer: Optimizer,
  initial: readonly number[],
  gradients: readonly (readonly number[])[],
  rate: number | readonly number[],
): Promise<number[][]> {
  const rateOf = (i: number): number => (typeof rate === 'number' ? rate : rate[i]!)
  let p: NumericArray = floats(initial)
  let state: Readonly<Record<string, NumericArray>> = optimizer.init(p)
  const updated = optimizer.update(
    input('p', 'float32', p.shape),
    input('g', 'float32', p.shape),
    mapped(state, (array, slot) => [slot, input(slot, 'float32', array.shape)]),
    mapped(optimizer.scalars(1, rateOf(0)), (_, name) => [name, input(name, 'float32', [])]),
  )
  const outputs = mapped({ p: updated.parameter, ...updated.state }, (x, name) => [`next ${name}`, x])
  const session = await openSession(emit(outputs, { name: optimizer.name }), { threads: 1 })
  try {
    const path: number[][] = []
    for (const [i, g] of gradients.entries()) {
      const scalars = mapped(optimizer.scalars(i + 1, rateOf(i)), (x, name) => [name, floats([x], [])])
      const next = await session.run({ p, g: floats(g), ...state, ...scalars })
      p = next['next p']!
      state = mapped(state, (_, slot) => [slot, next[`next ${slot}`]!])
      path.push(Array.from(p.data as Float32Array))
    }
    return path
  } finally {
    await session.close()
  }
}

const mapped = <A, B>(record: Readonly<Record<string, A>>, f: (value: A, name: string) => [string, B]) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => f(value, name)))

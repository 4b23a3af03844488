import { grad } from '../autodiff/grad.ts'
import type { Rows } from '../distances/slow.testing.ts'
import { emit } from '../onnx/emit.ts'
import type { Batch } from '../pairs/batch.ts'
import { random } from '../random.ts'
import { openSession } from '../runtime/session.ts'
import { floats, ints } from '../tensor/array.ts'
import { prefixed, under } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant, input } from '../tensor/tensor.ts'
import type { Loss } from './loss.ts'

export interface Stepped {
  readonly loss: number
  readonly valid: number
  /** Of the embeddings, row after row. */
  readonly gradient: number[]
  /** Of the loss's parameters, by name. */
  readonly own: Readonly<Record<string, number[]>>
  /** What it remembers after the step, by name. */
  readonly memory: Readonly<Record<string, number[]>>
}

/** What a loss says of one batch after the other, its memory going from each to the next. Its parameters stay.
 *  @param rest what else the batch has */
export async function steps(
  loss: Loss,
  batches: readonly { readonly embeddings: Rows; readonly labels: readonly number[] }[],
  { labelShape = [], ...rest }: Partial<Batch> & { readonly labelShape?: readonly number[] } = {},
): Promise<Stepped[]> {
  const size = batches[0]!.embeddings.length
  const embeddings = input('embeddings', 'float32', [size, batches[0]!.embeddings[0]!.length])
  const labels = input('labels', 'int64', [size, ...labelShape])
  const { parameters, buffers } = loss.init(random('steps'))
  const own = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, constant(value)]))
  const remembered = Object.fromEntries(
    Object.entries(buffers).map(([name, { dtype, shape }]) => [name, input(`memory.${name}`, dtype, shape)]),
  )
  const output = loss.of({ embeddings, labels, ...rest }, { ...own, ...remembered })
  const [gradient, ...others] = grad(output.loss, [embeddings, ...Object.values(own)])
  const outputs: Record<string, Tensor> = {
    loss: output.loss,
    valid: output.valid,
    gradient: gradient!,
    ...Object.fromEntries(Object.keys(own).map((name, i) => [`own.${name}`, others[i]!])),
    ...prefixed('next.', output.buffers ?? {}),
  }
  const session = await openSession(emit(outputs, { name: 'steps' }), { threads: 1 })
  const found: Stepped[] = []
  let memory = buffers
  for (const batch of batches) {
    const result = await session.run({
      embeddings: floats(batch.embeddings.flat(), embeddings.shape as number[]),
      labels: ints(batch.labels, [size, ...labelShape]),
      ...prefixed('memory.', memory),
    })
    memory = under('next.', result)
    const numbers = (prefix: string): Record<string, number[]> =>
      Object.fromEntries(
        Object.entries(under(prefix, result)).map(([name, { data }]) => [name, Array.from(data, Number)]),
      )
    found.push({
      loss: result.loss!.data[0] as number,
      valid: result.valid!.data[0] as number,
      gradient: Array.from(result.gradient!.data, Number),
      own: numbers('own.'),
      memory: numbers('next.'),
    })
  }
  await session.close()
  return found
}

/** Rows of normal numbers, and labels below a count: the same for the same seed. */
export function drawn(seed: string, { size, dimension, classes }: Record<'size' | 'dimension' | 'classes', number>) {
  const { normal, below } = random(seed)
  return {
    embeddings: Array.from({ length: size }, () => Array.from({ length: dimension }, () => Math.fround(normal()))),
    labels: Array.from({ length: size }, () => below(classes)),
  }
}

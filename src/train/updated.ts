import { clipByNorm } from '../optim/clip.ts'
import { prefixed, under } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import { groupsOf } from './groups.ts'
import type { StepDesign } from './stepDesign.ts'

/** Adds the optimizer's update to the graph: new parameters and new state of the optimizer by their names in the state, and the inputs
 *  for the numbers that change from step to step.
 *  @param gradients of what is trained, by name, in the order of the state */
export function updated(
  design: StepDesign,
  values: Readonly<Record<string, Tensor>>,
  gradients: Readonly<Record<string, Tensor>>,
): { next: Record<string, Tensor>; scalars: Tensor[] } {
  const names = Object.keys(gradients)
  const groups = groupsOf(design, shapesOf(gradients))
  const scalars = Object.fromEntries(
    groups.all.flatMap(({ prefix, optimizer }) =>
      Object.keys(optimizer.scalars(1, 1)).map((name) => [prefix + name, input(prefix + name, 'float32', [])]),
    ),
  )
  const raw = Object.values(gradients)
  const clipped = design.clip === undefined ? raw : clipByNorm(raw, design.clip).gradients
  const next: Record<string, Tensor> = {}
  for (const [i, name] of names.entries()) {
    const { prefix, optimizer } = groups.of(name)
    const kept = `optimizer.${name}.`
    const own = Object.fromEntries(Object.keys(optimizer.scalars(1, 1)).map((s) => [s, scalars[prefix + s]!]))
    const { parameter, state } = optimizer.update(values[name]!, clipped[i]!, under(kept, values), own)
    next[name] = parameter
    Object.assign(next, prefixed(kept, state))
  }
  return { next, scalars: Object.values(scalars) }
}

const shapesOf = (tensors: Readonly<Record<string, Tensor>>): Record<string, readonly number[]> =>
  Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, shape.map(Number)]))

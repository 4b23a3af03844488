import type { StoredTensor } from '../data/arrays/safetensors.ts'
import { fail } from '../errors.ts'
import { sizeOf } from '../tensor/array.ts'
import type { State } from './state.ts'

/** A state as a checkpoint stores it. Training changes float32 alone. */
export function stored(state: State): Record<string, StoredTensor> {
  return Object.fromEntries(
    Object.entries(state).map(([name, { dtype, shape, data }]) =>
      dtype === 'float32'
        ? [name, { dtype: 'F32' as const, shape, data: data as Float32Array }]
        : fail({ who: 'checkpoint', rule: 'a state holds float32', value: `${name} of ${dtype}` }),
    ),
  )
}

/** A state out of a checkpoint. Fails where a tensor is missing, unknown, or of another shape than in `like`. */
export function restored(tensors: Readonly<Record<string, StoredTensor>>, like: State, path: string): State {
  const remedy = 'it was written by another version or another network; choose another --out'
  const unknown = Object.keys(tensors).find((name) => !like[name])
  if (unknown) fail({ who: path, rule: 'a checkpoint holds what this training changes', value: unknown, remedy })
  return Object.fromEntries(
    Object.entries(like).map(([name, { shape }]) => {
      const found = tensors[name]
      const fits = found?.dtype === 'F32' && sizeOf(found.shape) === sizeOf(shape) && `${found.shape}` === `${shape}`
      if (!found || !fits)
        fail({ who: path, rule: `must hold ${name} [${shape}]`, value: found ? `[${found.shape}]` : 'nothing', remedy })
      return [name, { dtype: 'float32', shape, data: found.data as Float32Array }]
    }),
  )
}

import type { StoredTensor } from '../data/arrays/safetensors.ts'
import { fail } from '../errors.ts'
import type { NumericArray } from '../tensor/array.ts'
import type { State } from './state.ts'

/** A state as a checkpoint stores it: float32, and the int64 of labels that a loss remembers. */
export function stored(state: State): Record<string, StoredTensor> {
  return Object.fromEntries(Object.entries(state).map(([name, array]) => [name, storedOne(name, array)]))
}

/** A state out of a checkpoint, in the order of `like`, what else it holds after that. Fails where a tensor is missing, unknown, or of
 *  another shape than in `like`.
 *  @param like what the checkpoint must hold, and may leave out where that is unchanged
 *  @param unchanged what was left out, by name: is it still what it was? Default: nothing may be left out */
export function restored(
  tensors: Readonly<Record<string, StoredTensor>>,
  like: State,
  path: string,
  unchanged: (left: State) => boolean = () => false,
): State {
  const remedy = 'it was written by another version or another network; choose another --out'
  const wantedOf = (name: string): NumericArray | undefined => like[name.replace(/^ema\./, '')]
  const unknown = Object.keys(tensors).find((name) => !wantedOf(name))
  if (unknown) fail({ who: path, rule: 'a checkpoint holds what this training changes', value: unknown, remedy })
  const left = Object.entries(like).filter(([name]) => !tensors[name])
  const out = left.length > 0 && unchanged(Object.fromEntries(left))
  const names = [...Object.keys(like), ...Object.keys(tensors).filter((name) => !like[name])]
  return Object.fromEntries(
    names.map((name) => {
      const wanted = wantedOf(name)!
      const { dtype, shape } = wanted
      const found = tensors[name]
      if (!found && out) return [name, wanted]
      if (found?.dtype !== storedOne(name, wanted).dtype || `[${found.shape}]` !== `[${shape}]`)
        fail({
          who: path,
          rule: `must hold ${name} ${dtype} [${shape}]`,
          value: found ? `${found.dtype} [${found.shape}]` : 'nothing',
          remedy,
        })
      return [name, { dtype, shape, data: found.data as Float32Array | BigInt64Array }]
    }),
  )
}

function storedOne(name: string, { dtype, shape, data }: NumericArray): StoredTensor {
  if (dtype === 'float32') return { dtype: 'F32', shape, data: data as Float32Array }
  if (dtype === 'int64') return { dtype: 'I64', shape, data: data as BigInt64Array }
  return fail({ who: 'checkpoint', rule: 'a state holds float32 and int64', value: `${name} of ${dtype}` })
}

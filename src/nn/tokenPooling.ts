import { demand } from '../errors.ts'
import { reduceMean } from '../ops/reduceMean.ts'
import { reshape } from '../ops/reshape.ts'
import { slice } from '../ops/slice.ts'
import { fixedDim } from '../tensor/shape.ts'
import { demandInput } from './demandInput.ts'
import type { Layer } from './layer.ts'
import { weightless } from './weightless.ts'

/** Tokens [N, T, C], the class token first, to rows [N, C]: the class token, or the mean of all others. */
export function tokenPooling(kind: 'cls' | 'mean'): Layer {
  demand(kind === 'cls' || kind === 'mean', { who: 'tokenPooling', rule: "must be 'cls' or 'mean'", value: kind })
  const name = `tokenPooling(${kind})`
  return weightless(name, (x) => {
    demandInput(name, x, [3])
    const [tokens, channels] = [fixedDim(x, 1, name), fixedDim(x, 2, name)]
    if (kind === 'cls') return reshape(slice(x, { starts: [0], ends: [1], axes: [1] }), [x.shape[0]!, channels])
    demand(tokens > 1, { who: name, rule: 'needs a token beside the class token', value: `[${x.shape}]` })
    return reduceMean(slice(x, { starts: [1], ends: [tokens], axes: [1] }), { axes: [1] })
  })
}

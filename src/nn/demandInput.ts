import { demand } from '../errors.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** Fails, naming the layer, unless `x` is float32 of one of the ranks, with as many channels (axis 1) as the layer wants. */
export function demandInput(who: string, x: Tensor, ranks: readonly number[], channels?: number): void {
  const forms: Record<number, string> = { 2: `[N, ${channels ?? 'C'}]`, 4: `[N, ${channels ?? 'C'}, H, W]` }
  const fits = ranks.includes(x.shape.length) && (channels === undefined || x.shape[1] === channels)
  demand(fits && x.dtype === 'float32', {
    who,
    rule: `the input must be float32 ${ranks.map((rank) => forms[rank]).join(' or ')}`,
    value: `${x.dtype} [${x.shape}]`,
  })
}

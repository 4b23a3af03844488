import { demand } from '../errors.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** Fails, naming the layer, unless `x` is float32 of one of the ranks, with as many channels as the layer wants: axis 1 of
 *  rows and images, the last axis of tokens. */
export function demandInput(who: string, x: Tensor, ranks: readonly number[], channels?: number): void {
  const c = channels ?? 'C'
  const forms: Record<number, string> = { 2: `[N, ${c}]`, 3: `[N, T, ${c}]`, 4: `[N, ${c}, H, W]` }
  const held = x.shape[x.shape.length === 3 ? 2 : 1]
  const fits = ranks.includes(x.shape.length) && (channels === undefined || held === channels)
  demand(fits && x.dtype === 'float32', {
    who,
    rule: `the input must be float32 ${ranks.map((rank) => forms[rank]).join(' or ')}`,
    value: `${x.dtype} [${x.shape}]`,
  })
}

import { demand } from '../errors.ts'
import { add } from '../ops/add.ts'
import { sameShape } from '../tensor/shape.ts'
import { jointly } from './jointly.ts'
import type { Layer } from './layer.ts'

/** A shortcut around layers (He et al. 2016).  y = body(x) + shortcut(x)
 *  Body and shortcut share one space of names; a shortcut under a name of its own is `sequential({ downsample: layer })`.
 *  Fails where the two differ in shape.
 *  @param shortcut default: x itself */
export function residual(body: Layer, shortcut?: Layer): Layer {
  const name = `residual(${body.name})`
  const parts = shortcut ? [body, shortcut] : [body]
  return {
    name,
    init: (random) => jointly(name, parts, random),
    fit: (given, array) => parts.map((part) => part.fit?.(given, array)).find((fitted) => fitted !== undefined),
    apply(values, x, mode) {
      const inner = body.apply(values, x, mode)
      const around = shortcut?.apply(values, x, mode) ?? { y: x, buffers: {} }
      demand(sameShape(inner.y.shape, around.y.shape), {
        who: name,
        rule: 'what is added must be of one shape',
        value: `[${inner.y.shape}] and [${around.y.shape}]`,
        remedy: shortcut
          ? 'let the shortcut give what the body gives'
          : 'give a shortcut that changes the shape as the body does',
      })
      return { y: add(inner.y, around.y), buffers: { ...inner.buffers, ...around.buffers } }
    },
  }
}

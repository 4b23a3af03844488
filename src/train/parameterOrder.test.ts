import { describe, expect, it } from 'vitest'
import type { Layer } from '../nn/layer.ts'
import { linear } from '../nn/linear.ts'
import { smallConvNet } from '../nn/networks/smallConvNet.ts'
import { add } from '../ops/index.ts'
import { prefixed, under } from '../tensor/prefixed.ts'
import { features, images } from './intake.ts'
import { parameterOrder } from './parameterOrder.ts'

describe('parameterOrder', () => {
  it('names the parameters from the images upwards', () => {
    const image = { height: 8, width: 8, channels: 3 } as const
    const order = parameterOrder(smallConvNet({ image, widths: [4, 8], embedding: 2 }), images(image))
    expect(order[0]).toMatch(/^network\..*weight$/)
    expect(order.at(-1)).toMatch(/^network\..*bias$/)
    expect(new Set(order).size).toBe(order.length)
  })

  it('goes by their use, not by their place in the record, and leaves out what is not used', () => {
    const [a, b] = [linear({ inputs: 3, outputs: 3 }), linear({ inputs: 3, outputs: 3 })]
    const network: Layer = {
      name: 'turned',
      init: (random) => ({
        parameters: {
          ...prefixed('last.', a.init(random).parameters),
          ...prefixed('first.', b.init(random).parameters),
          ...prefixed('unused.', b.init(random).parameters),
        },
        buffers: {},
      }),
      apply: (values, x, mode) => {
        const inner = b.apply(under('first.', values), x, mode).y
        return { y: add(a.apply(under('last.', values), inner, mode).y, inner), buffers: {} }
      },
    }
    expect(parameterOrder(network, features(3))).toEqual([
      'network.first.weight',
      'network.first.bias',
      'network.last.weight',
      'network.last.bias',
    ])
  })
})

import { expect, it } from 'vitest'
import { random } from '../random.ts'
import { p2sGrad } from './p2sGrad.ts'
import { axes, toldOf } from './proxies.testing.ts'

const loss = p2sGrad({ classes: 2, dimension: 2 })

it('P2SGrad is the mean square of cosines that are not 1 with the own proxy and 0 with the others', async () => {
  expect((await toldOf(loss, axes, [[3, 4]], [0])).loss).toBeCloseTo((0.4 ** 2 + 0.8 ** 2) / 2, 6)
  const perfect = await toldOf(
    loss,
    axes,
    [
      [2, 0],
      [0, 3],
    ],
    [0, 1],
  )
  expect([perfect.loss, perfect.active]).toEqual([0, 0])
})

it('P2SGrad has the gradient of the paper: as long as the cosine is wrong, at right angles to the proxy', async () => {
  const { weights } = await toldOf(
    loss,
    [
      [2, 0],
      [0, 1],
    ],
    [[3, 4]],
    [0],
  )
  // (cos - [j = y]) (x - cos w) / |w|, of directions x and w
  expect(weights).toEqual([0, (-0.4 * 0.8) / 2, 0.8 * 0.6, 0].map((g) => expect.closeTo(g, 6)))
})

it('P2SGrad starts from proxies of length 1', () => {
  const { proxies } = p2sGrad({ classes: 3, dimension: 4 }).init(random(1)).parameters
  for (let i = 0; i < 3; i++)
    expect(Math.hypot(...(proxies!.data.slice(4 * i, 4 * i + 4) as Float32Array))).toBeCloseTo(1, 6)
})

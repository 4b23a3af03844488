import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import type { Data } from '../runs/dataOf.ts'
import { settingsOf } from '../runs/settings.ts'
import { floats } from '../tensor/array.ts'
import { checkSettings } from './checkSettings.ts'
import { networkOf } from './designOf.ts'
import { withHeadInit } from './withHeadInit.ts'

/** Features of which only the first two of four dimensions vary; the last row is no training image. */
const rows = [
  [1, 0, 0, 0],
  [0, 2, 0, 0],
  [0, 0, 5, 5],
]
const data = {
  dataset: {},
  trunk: null,
  backbone: { dimension: 4, use: 'frozen' },
  pixels: {},
  features: {
    dimension: 4,
    batch: (of: ArrayLike<number>) =>
      floats(
        Array.from(of).flatMap((row) => rows[row]!),
        [of.length, 4],
      ),
  },
  protocol: { train: Int32Array.of(0, 1) },
} as unknown as Data

const settings = (given: object) => settingsOf({ dataset: 'photos', backbone: 'model.onnx', embedding: 2, ...given })

describe('--head-init', () => {
  it('pca gives the head the principal directions of the training features, whatever the seed', async () => {
    const of = settings({ headInit: 'pca:scale=3' })
    const head = await withHeadInit(networkOf(of, data), of, data)
    const { parameters } = head.init(random(5))
    const drawn = networkOf(of, data).init(random(5)).parameters
    expect(Object.entries(parameters).map(([name, { shape }]) => [name, shape])).toEqual(
      Object.entries(drawn).map(([name, { shape }]) => [name, shape]),
    )
    const weight = parameters['embedding.weight']!.data as Float32Array
    for (const row of [weight.subarray(0, 4), weight.subarray(4, 8)]) {
      expect(Math.hypot(...row)).toBeCloseTo(3, 5)
      expect([row[2], row[3]]).toEqual([expect.closeTo(0, 5), expect.closeTo(0, 5)])
    }
    expect(head.init(random(6)).parameters).toEqual(parameters)
  })

  it.each([{}, { headInit: 'uniform' }])('of %o leaves the head as it is drawn', async (given) => {
    const network = networkOf(settings(given), data)
    expect(await withHeadInit(network, settings(given), data)).toBe(network)
  })

  it.each([
    [{ headInit: 'svd' }, '--head-init: must be one of uniform, pca'],
    [{ headInit: 'pca:scale=0' }, '--head-init pca: scale must be a number above 0'],
    [{ headInit: 'pca', widths: [8] }, '--head-init: is of a linear head on the features'],
    [{ headInit: 'pca', norm: 'layer' }, '--head-init: is of a linear head on the features'],
    [{ headInit: 'pca', fineTune: 'all' }, '--head-init: is of a linear head on the features'],
    [{ headInit: 'pca', backbone: null }, '--head-init: is of a linear head on the features'],
  ])('%o is refused before anything is read', (given, message) => {
    expect(() => checkSettings(settings(given))).toThrow(message)
  })

  it('refuses an embedding wider than the features before training', () => {
    expect(() => networkOf(settings({ headInit: 'pca', embedding: 5 }), data)).toThrow(
      '--head-init: the embedding can have no more dimensions than the features, 4, got 5',
    )
  })
})

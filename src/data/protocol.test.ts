import { describe, expect, it } from 'vitest'
import { buildLevel } from './buildLevel.ts'
import type { Dataset, Split } from './dataset.ts'
import { mnist } from './formats/mnist.ts'
import { protocol } from './protocol.ts'

const seed = 0
const every = ({ size }: Dataset) => Int32Array.from(Array(size).keys())

/** A dataset of `split:coarse/fine` images, the split left out where there is none. */
function made(images: readonly string[], published?: Dataset['protocol']): Dataset {
  const classes = images.map((image) => image.slice(image.indexOf(':') + 1))
  const splits = images.map((image) => (image.includes(':') ? (image.split(':')[0] as Split) : null))
  return {
    name: 'made',
    size: images.length,
    names: images.map((_, i) => String(i)),
    levels: [
      buildLevel(
        'coarse',
        classes.map((title) => title.split('/')[0]!),
      ),
      buildLevel('fine', classes),
    ],
    splits: splits.some((split) => split) ? splits : null,
    source: (i) => ({ kind: 'file', path: String(i) }),
    skipped: [],
    ...(published && { protocol: published }),
  }
}

const times = (n: number, image: string): string[] => Array<string>(n).fill(image)

describe('protocol of data that the model was not trained on', () => {
  it('asks for every image among the others, all of classes never seen', () => {
    const data = made([...times(3, 'a/x'), ...times(2, 'a/y'), ...times(1, 'b/z')])
    const { train, query, gallery, unseenClasses } = protocol(data, every(data), { trainedElsewhere: true, seed })
    expect([train.length, query.length, gallery]).toEqual([0, 6, null])
    expect([...unseenClasses].sort()).toEqual([0, 1, 2])
  })

  it('keeps its splits', () => {
    const data = made([...times(3, 'train:a'), ...times(3, 'train:b'), ...times(2, 'test:a'), ...times(2, 'test:b')])
    const { train, query, gallery, unseenClasses } = protocol(data, every(data), { trainedElsewhere: true, seed })
    expect([[...train], [...query], [...gallery!]]).toEqual([[], [6, 7, 8, 9], [0, 1, 2, 3, 4, 5]])
    expect(unseenClasses.size).toBe(2)
  })
})

describe('protocol without splits', () => {
  const data = made([...times(10, 'a/x'), ...times(2, 'a/y'), ...times(1, 'a/z'), ...times(20, 'b/x')])

  it('holds out a seeded fifth of each finest class, one at least but never the only image', () => {
    const { label, evaluateLabel, train, query, gallery, unseenClasses } = protocol(data, every(data), { seed })
    expect([label.name, evaluateLabel.name]).toEqual(['coarse', 'fine'])
    const held = [0, 0, 0, 0]
    for (const row of query) held[evaluateLabel.labels[row]!]!++
    expect(held).toEqual([2, 1, 0, 4])
    expect([...train, ...query].sort((a, b) => a - b)).toEqual([...every(data)])
    expect(gallery).toBe(train)
    expect(unseenClasses.size).toBe(0)
    expect(protocol(data, every(data), { seed }).query).toEqual(query)
    expect(protocol(data, every(data), { seed: 1 }).query).not.toEqual(query)
  })

  it('says which queries have several kinds in their class', () => {
    const { label, query, severalKinds } = protocol(data, every(data), { seed })
    expect([...severalKinds]).toEqual(Array.from(query, (row) => (label.labels[row] === 0 ? 1 : 0)))
    const same = protocol(data, every(data), { label: 'fine', seed })
    expect([...same.severalKinds]).toEqual([...same.query].map(() => 0))
  })

  it('keeps unseen classes out of training and judges them among themselves', () => {
    const wide = made([...times(3, 'a/x'), ...times(3, 'b/x'), ...times(3, 'c/x'), ...times(3, 'c/y')])
    const { train, query, gallery, evaluateLabel, unseenClasses } = protocol(wide, every(wide), { unseen: ['c'], seed })
    expect([...train]).toEqual([0, 1, 2, 3, 4, 5])
    expect([...query]).toEqual([6, 7, 8, 9, 10, 11])
    expect(gallery).toBeNull()
    expect([...unseenClasses].map((c) => evaluateLabel.classes[c])).toEqual(['c/x', 'c/y'])
    const fine = protocol(wide, every(wide), { unseen: ['c/x', 'a/x'], seed })
    expect([...fine.query]).toEqual([0, 1, 2, 6, 7, 8])
  })

  it('speaks of rows of kept, so images that did not decode shift nothing', () => {
    const kept = every(data).filter((i) => i % 2 === 0)
    const { label, train, query } = protocol(data, kept, { seed })
    expect(label.labels).toHaveLength(kept.length)
    expect(Math.max(...train, ...query)).toBe(kept.length - 1)
    expect(label.labels[16]).toBe(data.levels[0]!.labels[32])
  })

  it('fails where one class or no pair is left', () => {
    const one = made(times(5, 'a/x'))
    expect(() => protocol(one, every(one), { seed })).toThrow(
      "made: training needs at least two classes of 'coarse', got 'a' alone; choose another label level, or add a class",
    )
    const single = made(['a/x', 'b/x', 'c/x'])
    expect(() => protocol(single, every(single), { seed })).toThrow('judging needs a class with two images or more')
    const wide = made([...times(3, 'a/x'), ...times(3, 'b/x'), ...times(3, 'c/x')])
    expect(() => protocol(wide, every(wide), { unseen: ['c'], seed })).toThrow(
      "judging needs at least two classes of 'fine', got 'c/x' alone",
    )
    expect(() => protocol(wide, every(wide), { unseen: ['a', 'b', 'c'], seed })).toThrow(
      "training needs at least two classes of 'coarse', got no image",
    )
    expect(() => protocol(wide, every(wide), { unseen: ['d'], seed })).toThrow("got 'd'; name one of these")
    expect(() => protocol(wide, every(wide), { label: 'genus', seed })).toThrow("got 'genus'")
    expect(() => protocol({ ...wide, levels: [] }, every(wide), { seed })).toThrow('images carry no labels here')
  })

  it('trains and judges by what is usual for the dataset where nobody says otherwise', () => {
    const usual = { ...data, usual: { label: 'fine', evaluateLabel: 'fine' } }
    const own = protocol(usual, every(usual), { seed })
    expect([own.label.name, own.evaluateLabel.name]).toEqual(['fine', 'fine'])
    expect(protocol(usual, every(usual), { label: 'coarse', seed }).label.name).toBe('coarse')
  })

  it('trains and judges by the only level where there is one', () => {
    const flat = { ...data, levels: [{ ...data.levels[1]!, name: 'class' }] }
    const { label, evaluateLabel } = protocol(flat, every(flat), { seed })
    expect([label.name, evaluateLabel.name]).toEqual(['class', 'class'])
  })
})

describe('protocol with queries and a gallery of their own', () => {
  const data = made(
    [
      'train:a/x',
      'train:a/y',
      'train:b/x',
      'query:c/x',
      'gallery:c/x',
      'gallery:d/x',
      'query:d/x',
      'gallery:a/x',
    ].flatMap((image) => [image, image]),
  )

  it('looks for the ones among the others, seen or not, and trains on neither', () => {
    const { train, query, gallery, unseenClasses } = protocol(data, every(data), { seed })
    expect([[...train], [...query], [...gallery!]]).toEqual([
      [0, 1, 2, 3, 4, 5],
      [6, 7, 12, 13],
      [8, 9, 10, 11, 14, 15],
    ])
    expect(unseenClasses.size).toBe(2)
  })

  it('takes unseen classes out of training alone, and keeps the gallery for a model of other data', () => {
    const unseen = protocol(data, every(data), { unseen: ['a/y'], seed })
    expect([[...unseen.train], unseen.query.length, unseen.gallery!.length]).toEqual([[0, 1, 4, 5], 4, 6])
    const elsewhere = protocol(data, every(data), { trainedElsewhere: true, seed })
    expect([elsewhere.train.length, elsewhere.query.length, elsewhere.gallery!.length]).toEqual([0, 4, 6])
  })

  it('takes test for the queries where these are called so, and fails where nothing trains', () => {
    const named = made(['train:a/x', 'train:b/x', 'test:a/x', 'test:b/x', 'gallery:b/x', 'gallery:a/x'])
    expect([...protocol(named, every(named), { seed }).gallery!]).toEqual([4, 5])
    const none = made(['query:a/x', 'query:b/x', 'gallery:b/x', 'gallery:a/x'])
    expect(() => protocol(none, every(none), { seed })).toThrow(
      "training needs at least two classes of 'coarse', got no image",
    )
    expect(protocol(none, every(none), { trainedElsewhere: true, seed }).query).toHaveLength(2)
  })
})

describe('protocol with splits', () => {
  it('takes test for queries and train for the gallery where the classes are the same', () => {
    const data = made(['test:a/x', 'test:b/x', 'test:c/q', 'train:a/x', 'train:a/y', 'train:b/x', 'val:a/x'])
    const { train, query, gallery, unseenClasses, severalKinds, evaluateLabel } = protocol(data, every(data), { seed })
    expect([[...train], [...query]]).toEqual([
      [3, 4, 5],
      [0, 1, 2],
    ])
    expect(gallery).toBe(train)
    expect([...unseenClasses].map((c) => evaluateLabel.classes[c])).toEqual(['c/q'])
    expect([...severalKinds]).toEqual([1, 0, 0])
  })

  it('judges among the test images where most of their classes are new', () => {
    const data = made(['test:c/x', 'test:d/x', 'test:a/x', 'train:a/x', 'train:b/x'])
    expect(protocol(data, every(data), { seed }).gallery).toBeNull()
    const kinds = made(['test:a/new', 'test:b/new', 'train:a/x', 'train:b/x'])
    expect(protocol(kinds, every(kinds), { seed }).gallery).toBeNull()
  })

  it('takes val where there is no test, and a seeded fifth where there is but one split', () => {
    const data = made(['train:a/x', 'train:b/x', 'val:a/x', 'val:b/x'])
    expect([...protocol(data, every(data), { seed }).query]).toEqual([2, 3])
    const one = made([...times(5, 'train:a/x'), ...times(5, 'train:b/x')])
    expect(protocol(one, every(one), { seed }).query).toHaveLength(2)
  })

  it('follows the published protocol unless told otherwise', () => {
    const published = {
      label: 'coarse',
      evaluateLabel: 'fine',
      unseen: ['a/y'],
      imageSize: 8,
      channels: 1,
      fit: 'fill',
      classesPerBatch: 2,
      samplesPerClass: 2,
      steps: 10,
      embedding: 2,
    } as const
    const data = made(['test:a/x', 'test:a/y', 'test:b/x', 'train:a/x', 'train:a/y', 'train:b/x'], published)
    const own = protocol(data, every(data), { seed })
    expect([[...own.train], [...own.query], own.gallery]).toEqual([[3, 5], [0, 1, 2], null])
    expect([...own.unseenClasses].map((c) => own.evaluateLabel.classes[c])).toEqual(['a/y'])
    const told = protocol(data, every(data), { label: 'fine', unseen: [], seed })
    expect([told.label.name, [...told.train], told.gallery]).toEqual(['fine', [3, 4, 5], told.train])
  })

  it('is Even/Odd for MNIST: digits 0-5 train by parity, the whole test set is judged by digit', async () => {
    const data = await mnist('')
    const { label, evaluateLabel, train, query, gallery, unseenClasses, severalKinds } = protocol(data, every(data), {
      seed,
    })
    expect([label.name, evaluateLabel.name, gallery]).toEqual(['parity', 'digit', null])
    expect([train.length, query.length, query[0]]).toEqual([36_017, 10_000, 60_000])
    expect(new Set(train.map((row) => evaluateLabel.labels[row]!))).toEqual(new Set([0, 1, 2, 3, 4, 5]))
    expect(unseenClasses).toEqual(new Set([6, 7, 8, 9]))
    expect(severalKinds.every((several) => several === 1)).toBe(true)
  })
})

describe('protocol by classes', () => {
  const eight = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  const data = made(eight.flatMap((c) => [...times(2, `train:${c}/x`), ...times(1, `test:${c}/x`)]))
  const named = (rows: Int32Array) => [...new Set(rows.map((row) => data.levels[0]!.labels[row]!))].map((c) => eight[c])

  it('trains on the first half of the classes and judges the second, whatever splits there are', () => {
    const { train, query, gallery, unseenClasses } = protocol(data, every(data), { zeroShot: { seed: null }, seed })
    expect([named(train), named(query), gallery]).toEqual([['a', 'b', 'c', 'd'], ['e', 'f', 'g', 'h'], null])
    expect([train.length, query.length, unseenClasses.size]).toEqual([12, 12, 4])
    const shuffled = protocol(data, every(data), { zeroShot: { seed: 3 }, seed })
    expect(named(shuffled.query)).not.toEqual(named(query))
    expect(shuffled.query).toEqual(protocol(data, every(data), { zeroShot: { seed: 3 }, seed: 9 }).query)
  })

  it('is the published division of a benchmark whose classes are halved', () => {
    const halved = made(eight.flatMap((c, i) => times(2, `${i < 4 ? 'train' : 'test'}:${c}/x`)))
    const own = protocol(halved, every(halved), { seed })
    const { train, query } = protocol(halved, every(halved), { zeroShot: { seed: null }, seed })
    expect([own.train, own.query]).toEqual([train, query])
  })

  it('folds the training images alone: each class is asked about once, and no test image ever', () => {
    const folds = [0, 1, 2, 3].map((number) => protocol(data, every(data), { fold: { number, of: 4 }, seed }))
    expect(folds.map(({ query }) => named(query).join(''))).toEqual(['ab', 'cd', 'ef', 'gh'])
    for (const { train, query, gallery } of folds) {
      expect(gallery).toBeNull()
      expect([...train, ...query].every((row) => data.splits![row] === 'train')).toBe(true)
      expect(named(train).filter((c) => named(query).includes(c))).toEqual([])
    }
  })

  it('folds what the halves leave to training', () => {
    const { train, query } = protocol(data, every(data), { zeroShot: { seed: null }, fold: { number: 1, of: 2 }, seed })
    expect([named(train), named(query)]).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  it('divides by the finer label where the trained one has too few classes', () => {
    const two = made(['a/1', 'a/2', 'b/3', 'b/4'].flatMap((c) => times(2, c)))
    const { train, query, evaluateLabel } = protocol(two, every(two), { zeroShot: { seed: 1 }, seed, label: 'coarse' })
    expect(new Set([...train].map((row) => evaluateLabel.labels[row])).size).toBe(2)
    expect(new Set([...query].map((row) => evaluateLabel.labels[row])).size).toBe(2)
    expect(() => protocol(two, every(two), { fold: { number: 0, of: 4 }, seed })).toThrow(
      'made: to divide the classes into 4 parts of two at least takes 8 classes',
    )
  })
})

import { describe, expect, it } from 'vitest'
import { benchmarks } from '../data/formats/benchmarks.ts'
import { benchmarksText, checkText, descriptionText } from './datasetsText.ts'

describe('benchmarksText', () => {
  it('says of each what it holds, its licence, where it comes from and how it is named, in lines of 100 characters', () => {
    const text = benchmarksText(benchmarks)
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    for (const { prefix, title, licence } of benchmarks)
      for (const part of [`${title}: `, `  licence: ${licence}`, `  named: ${prefix}:FOLDER`])
        expect(text).toContain(part)
    expect(text).toContain('  11,788 images, 200 classes: train 5,864 of 100, test 5,924 of 100')
  })
})

describe('checkText', () => {
  it('puts what was found beside what is published, and names what is missing and what is more', () => {
    const counts = [
      { what: 'images', published: 1000, found: 998 },
      { what: 'classes of class', published: 2, found: 3 },
      { what: 'train images', published: 5, found: 5 },
    ]
    const missing = Array.from({ length: 22 }, (_, i) => ({ name: `${i}.jpg`, reason: 'the file is missing' }))
    const text = checkText(benchmarks[0]!, { counts, missing, extra: ['a\n.jpg'], complete: false })
    for (const part of [
      /images +1,000 +998 +2 too few/,
      /classes of class +2 +3 +1 too many/,
      /train images +5 +5 +as published/,
      'missing or left out: 22\n  0.jpg: the file is missing',
      '  and 2 more',
      'not read: 1\n  a\\n.jpg',
      /\nnot complete$/,
    ])
      expect(text).toMatch(part)
    expect(checkText(benchmarks[0]!, { counts: [], missing: [], extra: [], complete: true })).toMatch(/\ncomplete$/)
  })
})

describe('descriptionText', () => {
  it('tells levels, splits, the smallest classes and columns that are passed over', () => {
    const smallest = [
      { name: 'rare', images: 1 },
      { name: 'x'.repeat(60), images: 2 },
    ]
    const text = descriptionText({
      name: 'photos',
      images: 1234,
      levels: [{ name: 'kind', classes: 40, smallest }],
      parts: [
        { split: 'train', images: 1200, classes: 40 },
        { split: null, images: 34, classes: null },
      ],
      passedOver: [{ name: 'weight', reason: 'its values are numbers with fractions' }],
    })
    for (const part of [
      'photos: 1,234 images',
      /kind +40 +1 in rare/,
      /train +1,200 +40/,
      /none +34/,
      'the smallest classes of kind\n  1  rare\n',
      'no label levels: 1\n  weight: its values are numbers with fractions',
    ])
      expect(text).toMatch(part)
  })

  it('says where nothing is labelled', () => {
    expect(descriptionText({ name: 'flat', images: 2, levels: [], parts: [], passedOver: [] })).toBe(
      'flat: 2 images\n\nno labels: nothing to train on',
    )
  })
})

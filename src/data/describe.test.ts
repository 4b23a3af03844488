import { expect, describe as group, it } from 'vitest'
import { buildLevel } from './buildLevel.ts'
import type { Dataset } from './dataset.ts'
import { describe } from './describe.ts'

const made = (classes: readonly string[], more: Partial<Dataset> = {}): Dataset => ({
  name: 'made',
  size: classes.length,
  names: classes.map((_, i) => String(i)),
  levels: [buildLevel('class', classes)],
  splits: null,
  source: (i) => ({ kind: 'file', path: String(i) }),
  skipped: [],
  ...more,
})

group('describe', () => {
  it('counts classes that have images, the smallest of them, and the parts in their order', () => {
    const data = made(['b', 'a', 'b', 'c', 'b', 'c'], { splits: ['test', 'train', null, 'train', 'query', 'gallery'] })
    const level = { ...data.levels[0]!, classes: ['a', 'b', 'c', 'without images'] }
    expect(describe({ ...data, levels: [level] })).toEqual({
      name: 'made',
      images: 6,
      levels: [
        {
          name: 'class',
          classes: 3,
          smallest: [
            { name: 'a', images: 1 },
            { name: 'c', images: 2 },
            { name: 'b', images: 3 },
          ],
        },
      ],
      parts: [
        { split: 'train', images: 2, classes: 2 },
        { split: 'test', images: 1, classes: 1 },
        { split: 'query', images: 1, classes: 1 },
        { split: 'gallery', images: 1, classes: 1 },
        { split: null, images: 1, classes: 1 },
      ],
      passedOver: [],
    })
  })

  it('names five classes at most, and has none where nothing is labelled', () => {
    expect(describe(made([...'abcdefg'])).levels[0]!.smallest).toHaveLength(5)
    expect(describe(made(['a'], { levels: [], splits: ['train'] }))).toMatchObject({
      levels: [],
      parts: [{ split: 'train', images: 1, classes: null }],
    })
  })
})

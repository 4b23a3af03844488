import { describe, expect, it } from 'vitest'
import { settingsOf } from '../runs/settings.ts'
import { batchShape } from './batches.ts'

/** Training images of each class, and what the dataset's protocol publishes. */
function data(
  counts: Readonly<Record<string, number>>,
  published?: { classesPerBatch: number; samplesPerClass: number },
) {
  const labels = Int32Array.from(Object.values(counts).flatMap((count, c) => Array<number>(count).fill(c)))
  const label = { name: 'class', classes: Object.keys(counts), labels }
  return {
    dataset: published ? { protocol: { label: 'class', ...published } } : {},
    protocol: { label, train: labels.map((_, i) => i) },
  } as unknown as Parameters<typeof batchShape>[1]
}

const shape = (given: object, of: Parameters<typeof batchShape>[1]) =>
  batchShape(settingsOf({ dataset: 'any', ...given }), of)

describe('batchShape', () => {
  it('takes eight samples, fewer where a class has fewer, and as many classes as then make 128', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, c) => [`c${c}`, 10]))
    expect(shape({}, data(many))).toEqual({ classes: 16, samples: 8 })
    expect(shape({}, data({ ...many, small: 3 }))).toEqual({ classes: 41, samples: 3 })
    expect(shape({}, data({ a: 9, b: 9 }))).toEqual({ classes: 2, samples: 8 })
  })

  it('takes what is published, unless the user says otherwise', () => {
    const published = data({ a: 70, b: 70, c: 70 }, { classesPerBatch: 2, samplesPerClass: 64 })
    expect(shape({}, published)).toEqual({ classes: 2, samples: 64 })
    expect(shape({ samples: 4, classes: 3 }, published)).toEqual({ classes: 3, samples: 4 })
  })

  it('names the class that has too few images, and how many classes there are', () => {
    expect(() => shape({ samples: 5 }, data({ wren: 2, robin: 4, crow: 9 }))).toThrow(
      "--samples 5: every class needs as many training images, but 'wren' has 2, and 1 more of the 3 classes have too few; give --samples 2 or less, or add images",
    )
    expect(() => shape({ classes: 3 }, data({ a: 4, b: 4 }))).toThrow(
      "--classes 3: a batch has at most the 2 classes of 'class' that are trained on; give --classes 2 or less, or add classes",
    )
  })
})

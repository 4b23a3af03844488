import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { labelChances } from './labelChances.ts'
import { noisyLabels } from './noisyLabels.ts'
import { populationOf } from './population.ts'

describe('a population', () => {
  it('has its samples in the order of classes and modes', () => {
    const { size, classOf, modeOf } = populationOf({ classes: 2, modes: 2, samples: 2 })
    expect(size).toBe(8)
    expect([...classOf]).toEqual([0, 0, 0, 0, 1, 1, 1, 1])
    expect([...modeOf]).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
  })

  it.each([
    [
      { classes: 1, modes: 2, samples: 2 },
      /classes: must be a whole number, at least 2, got 1; without a second class/,
    ],
    [{ classes: 2, modes: 0, samples: 2 }, /modes: must be a whole number, at least 1, got 0/],
    [{ classes: 2, modes: 2, samples: 1.5 }, /samples: must be a whole number, at least 1, got 1.5/],
    [{ classes: 2, modes: 1, samples: 1 }, /samples: a class needs two samples/],
    [{ classes: 10, modes: 3, samples: 7 }, /samples: classes x modes x samples must be at most 200, got 210/],
  ])('%j is refused', (size, message) => {
    expect(() => populationOf(size)).toThrow(message)
  })
})

describe('labels', () => {
  it('are wrong in the share that is asked for, every other class alike', () => {
    const classOf = new Int32Array(30_000).fill(1)
    const drawn = noisyLabels(classOf, 3, 0.3, random('labels'))
    const share = (label: number): number => drawn.filter((y) => y === label).length / drawn.length
    expect(share(1)).toBeCloseTo(0.7, 1)
    expect(share(0)).toBeCloseTo(0.15, 1)
    expect(share(2)).toBeCloseTo(0.15, 1)
    expect(noisyLabels(classOf, 3, 0, random('labels'))).toEqual(classOf)
  })

  it.each([-0.1, 0.51, Number.NaN])('of noise %s are refused', (noise) => {
    expect(() => labelChances(noise, 2)).toThrow(/noise: must be from 0 to 0.5/)
  })
})

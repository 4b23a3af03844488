import { expect, it } from 'vitest'
import { linePath } from './linePath.ts'
import { linearScale } from './scale.ts'

const y = linearScale([0, 1], [100, 0])

it('linePath goes from point to point, and leaves out what is no number', () => {
  const x = linearScale([0, 4], [0, 40])
  expect(
    linePath(
      [
        [0, 0],
        [1, 1],
        [2, Number.NaN],
        [4, 0.5],
      ],
      x,
      y,
    ),
  ).toBe('M0.0 100.0L10.0 0.0L40.0 50.0')
  expect(linePath([], x, y)).toBe('')
})

it('linePath keeps every peak of a line with more points than pixels', () => {
  const x = linearScale([0, 100_000], [0, 100])
  const path = linePath(
    Array.from({ length: 100_000 }, (_, i) => [i, i === 55_555 ? 1 : 0.5] as const),
    x,
    y,
  )
  expect(path.split('L').length).toBeLessThan(300)
  expect(path).toContain('L55.6 0.0')
})

import { expect, it } from 'vitest'
import { rows, saidBy } from './regularizer.testing.ts'
import { sparseCenters } from './sparseCenters.ts'

it.each([
  {
    form: { classes: 2, centers: 2 },
    of: rows,
    value: 0.816368,
    theirs: [
      -0.014224, -0.016256, -0.022352, -0.035222, 0.035222, -0.017611, 0.016523, -0.026437, 0.046265, 0.03627,
      -0.016684, 0.000484,
    ],
  },
  {
    form: { classes: 2, centers: 3 },
    of: [...rows, [1, 0, 1], [0, 2, 0.5]],
    value: 0.754259,
    theirs: [
      1.4e-5, -0.003118, -0.012513, 0.007837, 0.009165, -0.013083, -0.014136, -0.004369, -0.026087, -0.011494,
      -0.020668, -0.008805, -0.01273, -0.054856, 0.01273, -0.026848, -0.001877, 0.007507,
    ],
  },
])('is half the mean distance of two centers of a class, with $form', async ({ form, of, value, theirs }) => {
  const said = await saidBy(sparseCenters(form), of)
  expect(said.value).toBeCloseTo(value, 5)
  expect(said.gradient).toEqual(theirs.map((g) => expect.closeTo(g, 5)))
})

it('of centers that coincide is 0 with gradient 0, as of centers without a direction', async () => {
  for (const row of [
    [0, 2],
    [0, 0],
  ]) {
    const { value, gradient } = await saidBy(sparseCenters({ classes: 1, centers: 2 }), [row, row])
    if (row[1] === 2) expect(value).toBe(0)
    expect(gradient.map(Math.abs)).toEqual([0, 0, 0, 0])
  }
})

it('refuses one center, and rows that are not as many as the centers', async () => {
  expect(() => sparseCenters({ classes: 2, centers: 1 })).toThrow('at least 2 centers, or there is no pair, got 1')
  const two = sparseCenters({ classes: 3, centers: 2 })
  await expect(saidBy(two)).rejects.toThrow('3 classes of 2 centers have 6 rows, got 4')
})

import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { collapseVerdict } from './collapseVerdict.ts'
import { measureCollapse } from './measureCollapse.ts'

const d = 16

/** Three classes: `Milk` of three kinds, `Apple` a point but for some dust, `Pear` one wide cloud, and `Fig` with three images. */
function space() {
  const rng = random(5)
  const rows: number[][] = []
  const [labels, finer]: [number[], number[]] = [[], []]
  const add = (
    n: number,
    label: number,
    fine: (i: number) => number,
    at: (i: number) => number[],
    noise: number,
  ): void => {
    for (let i = 0; i < n; i++) {
      const row = at(i).map((x) => x + noise * rng.normal())
      const length = Math.hypot(...row)
      rows.push(row.map((x) => x / length))
      labels.push(label)
      finer.push(fine(i))
    }
  }
  const axis = (j: number): number[] => Array.from({ length: d }, (_, k) => Number(k === j))
  add(
    60,
    0,
    (i) => i % 3,
    (i) => axis(i % 3),
    0.05,
  )
  add(
    40,
    1,
    (i) => 3 + (i % 2),
    () => axis(5),
    0.02,
  )
  add(
    40,
    2,
    () => 5,
    () => axis(8),
    0.3,
  )
  add(
    3,
    3,
    () => 6,
    () => axis(9),
    0.05,
  )
  return {
    embeddings: Float32Array.from(rows.flat()),
    dimension: d,
    labels: Int32Array.from(labels),
    classes: ['Milk', 'Apple', 'Pear', 'Fig'],
    finer: Int32Array.from(finer),
  }
}

describe('measureCollapse', () => {
  it('tells kinds that are kept apart from a class that has collapsed, a wide one, and one too small', async () => {
    const collapse = await measureCollapse(space())
    expect(collapse.classes.map(({ state }) => state)).toEqual(['several', 'collapsed', 'one', 'few'])
    const [milk, apple] = collapse.classes
    expect(milk!.kinds.count).toBe(3)
    expect(milk!.agreement).toMatchObject({ adjustedMutualInformation: 1, p: 0.001 })
    expect(milk!.triplets!.easiest).toBe(1)
    expect(apple!.triplets!.relativeSpread).toBeLessThan(0.15)
    expect(apple!.triplets!.all).toBe(1)
    expect(apple!.agreement).toMatchObject({ adjustedMutualInformation: 0, p: 1 })
    expect(collapse.agreement!.p).toBe(0.001)
    expect(collapse).toMatchObject({ unlabelled: 0, margin: 0.2, space: { zeroRows: 0 } })
  })

  it('says it in words, with the evidence', async () => {
    const { summary, classes } = collapseVerdict(await measureCollapse(space()), { finer: 'fine classes' })
    expect(summary).toBe(
      "Of 4 classes 1 holds several kinds, kept apart ('Milk' 3), 1 has collapsed ('Apple'), 1 is one cloud and 1 has too few images to tell. Of the 2 that hold several fine classes, kinds are told apart in 1; they agree with the fine classes better than chance (adjusted mutual information 0.60, p = 0.001).",
    )
    expect(classes[0]).toMatch(
      /^'Milk' holds 3 kinds, kept apart: adjusted mutual information with the fine classes 1\.00 \(p = 0\.001\); its images lie/,
    )
    expect(classes[1]).toMatch(
      /^'Apple' has collapsed: its images lie 0\.\d\d times as far apart .*; its 2 fine classes are not told apart\.$/,
    )
    expect(classes[2]).toMatch(/^'Pear' is one cloud without kinds/)
    expect(classes[3]).toBe("'Fig' has 3 images, too few to tell kinds (12 are needed).")
  })

  it('calls a close class of a single finer one compact, and without a finer label collapsed', async () => {
    const given = space()
    const single = given.finer.map((label) => (label === 4 ? 3 : label))
    expect((await measureCollapse({ ...given, finer: single })).classes[1]!.state).toBe('compact')
    const { classes, agreement } = await measureCollapse({ ...given, finer: null })
    expect(classes[1]!.state).toBe('collapsed')
    expect([classes[0]!.finer, classes[0]!.agreement, agreement]).toEqual([null, null, null])
  })

  it('takes a space that is one point, rows of zeros, and a single class', async () => {
    const zeros = { embeddings: new Float32Array(30 * 4), dimension: 4, classes: ['a', 'b'] }
    const labels = Int32Array.from({ length: 30 }, (_, i) => i % 2)
    const collapse = await measureCollapse({ ...zeros, labels })
    expect(collapse.classes.map(({ state }) => state)).toEqual(['collapsed', 'collapsed'])
    expect(collapse.space).toMatchObject({ zeroRows: 30, effectiveRank: 0, uniformity: 0, alignment: 0, density: null })
    const alone = await measureCollapse({ ...space(), labels: new Int32Array(143) })
    expect(alone.classes).toHaveLength(1)
    expect(alone.classes[0]!.triplets).toBeNull()
    expect(alone.space.density).toBeNull()
    expect(collapseVerdict(alone).summary).toMatch(/^Of 1 class 1 holds several kinds/)
  })

  it('leaves out what has no label, and counts it', async () => {
    const given = space()
    const labels = given.labels.map((label) => (label === 2 ? -1 : label))
    const { classes, unlabelled } = await measureCollapse({ ...given, labels })
    expect(classes.map(({ name }) => name)).toEqual(['Milk', 'Apple', 'Fig'])
    expect(unlabelled).toBe(40)
  })

  it('fails on embeddings that are not finite, naming the row, on no label at all, and on what does not fit', async () => {
    const given = space()
    const broken = Float32Array.from(given.embeddings)
    broken[5 * d + 2] = Number.NaN
    await expect(measureCollapse({ ...given, embeddings: broken })).rejects.toThrow(
      "must be finite, got 'NaN in row 5'",
    )
    await expect(measureCollapse({ ...given, labels: given.labels.map(() => -1) })).rejects.toThrow('must have a label')
    await expect(measureCollapse({ ...given, classes: ['Milk'] })).rejects.toThrow('below the 1 classes')
    await expect(measureCollapse({ ...given, finer: new Int32Array(2) })).rejects.toThrow('of the same 143 rows, got 2')
    await expect(measureCollapse({ ...given, dimension: 3 })).rejects.toThrow('labels * dimension = 429')
  })
})

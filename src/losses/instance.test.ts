import { describe, expect, it } from 'vitest'
import { l2 } from '../distances/l2.ts'
import { instance } from './instance.ts'
import { cos, told } from './plane.testing.ts'

const angles = [0, 60, 90, 180]
/** Cross entropy of picking a column, of each row. */
const expected = (columns: readonly number[], k: number): number =>
  columns.reduce((sum, column, i) => {
    const z = angles.map((angle) => k * cos(angle - angles[i]!))
    return sum + Math.log(z.reduce((total, v) => total + Math.exp(v), 0)) - z[column]!
  }, 0) / angles.length

describe('instance loss', () => {
  it('picks the row of the rank of the label, the own row among all', async () => {
    const { loss, valid, positive } = await told(instance({ scale: 2 }), angles, [7, -3, 7, 40])
    expect(loss).toBeCloseTo(expected([1, 0, 1, 2], 2), 5)
    expect(valid).toBe(1)
    expect(positive).toBeCloseTo(-(cos(60) + cos(60) + cos(30) + cos(90)) / 4, 5)
  })

  it('of a class for each row, in the order of labels, is least where rows are apart', async () => {
    const { loss } = await told(instance({ scale: 2 }), angles, [1, 2, 4, 8])
    expect(loss).toBeCloseTo(expected([0, 1, 2, 3], 2), 5)
    expect((await told(instance(), [0, 180], [0, 1])).loss).toBeLessThan(1e-6)
  })

  it('of one row is 0', async () => {
    const { loss, gradient } = await told(instance(), [30], [5])
    expect([loss, ...gradient].map(Math.abs)).toEqual([0, 0, 0])
  })

  it('refuses references, a relation, distances, and a scale that is not above 0', async () => {
    const why = 'instance: labels are ranked within the batch'
    await expect(told(instance(), [0], [0], { rows: [10], labels: [0] })).rejects.toThrow(why)
    const relation = () => {
      throw new Error('not asked')
    }
    await expect(told(instance(), [0], [0], undefined, { relation })).rejects.toThrow(why)
    expect(() => instance({ distance: l2() as never })).toThrow('instance: its formula holds for similarities alone')
    expect(() => instance({ scale: 0 })).toThrow('instance: scale must be a number above 0, got 0')
  })
})

import { expect, it } from 'vitest'
import { protocolOfRows } from './protocolOfRows.ts'

const level = (name: string, ...labels: number[]) => ({
  name,
  classes: ['a', 'b', 'c'],
  labels: Int32Array.from(labels),
})
const [coarse, fine] = [level('coarse', 0, 0, 1, 1, 1), level('fine', 0, 1, 2, 2, 2)]

it('numbers the rows anew in every part, and keeps what was found out of the whole', () => {
  const unseenClasses = new Set([2])
  const part = protocolOfRows(
    {
      label: coarse,
      evaluateLabel: fine,
      levels: [coarse, fine],
      train: Int32Array.of(0, 1),
      query: Int32Array.of(1, 2, 4),
      gallery: Int32Array.of(3, 0),
      unseenClasses,
      severalKinds: Uint8Array.of(1, 0, 0),
    },
    Int32Array.of(1, 3, 4),
  )
  expect([part.train, part.query, part.gallery!, part.severalKinds].map((one) => [...one])).toEqual([
    [0],
    [0, 2],
    [1],
    [1, 0],
  ])
  expect(part.levels!.map(({ labels }) => [...labels])).toEqual([
    [0, 1, 1],
    [1, 2, 2],
  ])
  expect([part.label.name, part.evaluateLabel.classes]).toEqual(['coarse', ['a', 'b', 'c']])
  expect(part.unseenClasses).toBe(unseenClasses)
  const alone = { ...part, levels: undefined, gallery: null }
  expect(protocolOfRows({ ...alone } as never, Int32Array.of(2)).gallery).toBeNull()
})

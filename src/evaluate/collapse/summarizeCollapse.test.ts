import { expect, it } from 'vitest'
import { random } from '../../random.ts'
import { summarizeCollapse } from './summarizeCollapse.ts'
import { knownKinds } from './synthetic.testing.ts'

it('summarizeCollapse counts classes with several kinds and those that have collapsed, and says it in words', async () => {
  const { embeddings: kinds, truth } = knownKinds([30, 30], { dimension: 8, apart: 12, random: random(0) })
  const point = Float32Array.from({ length: 20 * 8 }, (_, at) => Number(at % 8 === 7))
  const found = await summarizeCollapse(
    {
      embeddings: Float32Array.from([...kinds, ...point]),
      dimension: 8,
      labels: Int32Array.from({ length: 80 }, (_, i) => Number(i >= 60)),
      classes: ['Milk', 'Apple'],
      finer: Int32Array.from({ length: 80 }, (_, i) => truth[i] ?? 2 + (i % 2)),
    },
    { finer: 'fine classes' },
  )
  expect(found).toMatchObject({ classes: 2, several: 1, collapsed: 1, agreement: { p: 0.001 } })
  expect(found!.verdict).toMatch(
    /^Of 2 classes 1 holds several kinds, kept apart \('Milk' 2\) and 1 has collapsed \('Apple'\)\./,
  )
})

it('summarizeCollapse leaves out what would take too long', async () => {
  const labels = new Int32Array(20_001)
  expect(
    await summarizeCollapse({ embeddings: new Float32Array(20_001), dimension: 1, labels, classes: ['a'] }),
  ).toBeNull()
})

import { expect, it } from 'vitest'
import { methodStyles } from './methodStyles.ts'

const styles = (...methods: string[]) => methodStyles(methods.map((method) => ({ method })))

it('methodStyles gives all and easiest positives the colours that they have in every view', () => {
  const found = styles('all positives', 'all positives', 'easiest positives', 'reciprocal positives')
  expect([...found.keys()]).toEqual(['all positives', 'easiest positives', 'reciprocal positives'])
  expect([...found.values()].map(({ colour }) => colour)).toEqual(['var(--m-5)', 'var(--m-0)', 'var(--m-1)'])
})

it('methodStyles tells any twelve methods apart by colour or dash', () => {
  const names = Array.from({ length: 12 }, (_, i) => `loss ${i}, all`)
  const found = [...styles(...names).values()].map(({ colour, dash }) => `${colour} ${dash}`)
  expect(new Set(found).size).toBe(12)
})

import { expect, it } from 'vitest'
import { z } from 'zod'
import { checked } from './checked.ts'

const schema = z.object({ runs: z.array(z.object({ steps: z.int() })), seed: z.int().default(0) })
const words = { who: 'a.json', rule: 'must tell of runs', remedy: 'delete it' }

it('gives a value as its schema has it', () => {
  expect(checked(schema, { runs: [{ steps: 3, more: true }] }, words)).toEqual({ runs: [{ steps: 3 }], seed: 0 })
})

it('says of what, and where in it, another value is wrong', () => {
  expect(() => checked(schema, { runs: [{ steps: 3 }, { steps: 'x' }] }, words)).toThrow(
    /^a\.json: must tell of runs, but at runs\.1\.steps: .*expected number.*; delete it$/,
  )
  expect(() => checked(schema, null, words)).toThrow(/but at the top: /)
})

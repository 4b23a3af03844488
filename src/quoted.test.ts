import { expect, it } from 'vitest'
import { quoted } from './quoted.ts'

it('quotes what a shell would not take as one word, and leaves the rest', () => {
  expect(quoted('../a-b/c_1.csv:2,3=%@+')).toBe('../a-b/c_1.csv:2,3=%@+')
  expect(quoted('a b')).toBe("'a b'")
  expect(quoted("it's; $HOME")).toBe("'it'\\''s; $HOME'")
  expect(quoted('')).toBe("''")
})

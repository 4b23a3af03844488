import { expect, it } from 'vitest'
import { printable } from './printable.ts'

it('shows control characters as escapes and leaves every other as it is', () => {
  expect(printable('a\nb\x1b[31m\u009b\t')).toBe('a\\nb\\x1b[31m\\x9b\\x09')
  expect(printable('Ärger "数字" \\')).toBe('Ärger "数字" \\')
})

import { describe, expect, it } from 'vitest'
import type { CheckedRow } from './checkFile.ts'
import { failed, passed, unsupported } from './compare.ts'
import { closing, countsOf, reportOf } from './report.ts'

const rows: CheckedRow[] = [
  { ...passed, row: 'row 0, A' },
  { ...unsupported('CircleLoss'), row: 'row 1' },
  { ...failed('value: 1, not 2'), row: 'row 2, B' },
  { ...unsupported('CircleLoss'), row: 'row 3' },
  { ...unsupported('NCALoss'), row: 'row 4' },
]

describe('the report of a file', () => {
  it('counts the rows, names what is unsupported, and lists each failure', () => {
    expect(reportOf('losses.json', rows).split('\n')).toEqual([
      'losses.json: 5 rows, 1 passed, 1 failed, 3 not yet supported',
      '  not yet supported: CircleLoss x 2, NCALoss x 1',
      '  failed: losses.json, row 2, B: value: 1, not 2',
    ])
  })

  it('is one line where all passes', () => {
    expect(reportOf('x.json', rows.slice(0, 1))).toBe('x.json: 1 rows, 1 passed, 0 failed, 0 not yet supported')
  })
})

it('the closing line sums all files', () => {
  expect(closing([countsOf(rows), countsOf(rows.slice(0, 2))])).toBe('rows 7, passed 2, failed 1, unsupported 4')
  expect(closing([])).toBe('rows 0, passed 0, failed 0, unsupported 0')
})

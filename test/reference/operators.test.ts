import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { OperatorRow } from './operatorRow.ts'
import { checkOperatorRow } from './operators.ts'

const rows = JSON.parse(readFileSync(new URL('./operators.json', import.meta.url), 'utf8')) as readonly OperatorRow[]

describe('the reference values of operators', () => {
  it('are met, outputs and gradients, row for row', async () => {
    const verdicts = await Promise.all(rows.map(checkOperatorRow))
    const wrong = verdicts.flatMap(({ status, detail }, i) =>
      status === 'passed' ? [] : [`row ${i}: ${status} ${detail}`],
    )
    expect(wrong).toEqual([])
    expect(verdicts).toHaveLength(137)
  })
})

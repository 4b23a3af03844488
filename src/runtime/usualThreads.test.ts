import { availableParallelism } from 'node:os'
import { describe, expect, it } from 'vitest'
import { usualThreads } from './usualThreads.ts'

describe('usualThreads', () => {
  it('are as many as there are cores, or as the environment says', () => {
    expect(usualThreads({})).toBe(availableParallelism())
    expect(usualThreads({ NEARKIN_THREADS: '' })).toBe(availableParallelism())
    expect(usualThreads({ NEARKIN_THREADS: '3' })).toBe(3)
  })

  it.each(['0', '-1', '1.5', 'two'])('refuse %s', (given) => {
    expect(() => usualThreads({ NEARKIN_THREADS: given })).toThrow(
      `NEARKIN_THREADS: must be a whole number from 1 on, got '${given}'; unset it`,
    )
  })
})

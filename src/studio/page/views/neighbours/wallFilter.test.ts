import { describe, expect, it } from 'vitest'
import { wallAddress, wallFilterOf } from './wallFilter.ts'

const of = (query: string) => wallFilterOf(new URLSearchParams(query), ['a', 'b'])

describe('the filter of the wall', () => {
  it('shows all from the first on where the address says nothing', () => {
    expect(of('')).toEqual({ show: 'all', wrong: null, right: null, class: null, level: null, from: 0 })
  })

  it('reads what stands in the address', () => {
    expect(of('show=failures&class=Milk&level=coarse&from=40')).toEqual({
      show: 'failures',
      wrong: null,
      right: null,
      class: 'Milk',
      level: 'coarse',
      from: 40,
    })
  })

  it('takes nonsense for nothing', () => {
    expect(of('show=x&from=-3&level=coarse')).toEqual(of(''))
    expect(of('from=1e99').from).toBe(0)
    expect(of('from=x').from).toBe(0)
  })

  it('asks what one run finds and another misses only where both are named and shown', () => {
    expect(of('show=turned&wrong=a&right=c').show).toBe('all')
    expect(of('show=turned&wrong=a').show).toBe('all')
    expect(of('show=turned&wrong=a&right=b')).toMatchObject({ show: 'turned', wrong: 'a', right: 'b' })
  })

  it('is the same address for the same filter, with names escaped', () => {
    expect(wallAddress(['a', 'b'], of('level=coarse&class=%26<b>&show=failures'))).toBe(
      '/api/wall?runs=a%2Cb&show=failures&class=%26%3Cb%3E&level=coarse&from=0&count=20',
    )
  })
})

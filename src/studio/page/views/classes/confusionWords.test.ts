import { describe, expect, it } from 'vitest'
import { confusionWords } from './confusionWords.ts'

const taken = (of: string, takenFor: string, queries: number, share: number) => ({
  of,
  takenFor,
  queries,
  share,
  pairs: [],
})
const kind = (...finer: [string, number][]) => ({
  kind: 0,
  name: '',
  images: 0,
  typical: [],
  atypical: [],
  finer: finer.map(([name, images]) => ({ name, images })),
})
const plain = (name: string) => name

describe('why a class is confused inside', () => {
  it('names the pair that is confused most both ways together, and the kinds that hold both', () => {
    const finerConfusions = [taken('a', 'c', 9, 0.3), taken('a', 'b', 8, 0.25), taken('b', 'a', 7, 0.2)]
    const kindsFound = [kind(['a', 30], ['b', 20]), kind(['c', 10]), kind(['b', 4], ['a', 1])]
    expect(confusionWords({ finerConfusions, kindsFound }, plain)).toBe(
      'Most taken for one another: a for b in 25 % of its queries, the other way round in 20 %. 2 kinds hold images of both: kind 1 (30 and 20) and kind 3 (1 and 4).',
    )
  })

  it('says when it is one way only, and nothing of kinds where there is one', () => {
    const finerConfusions = [taken('x/a', 'x/b', 3, 1)]
    expect(
      confusionWords({ finerConfusions, kindsFound: [kind(['x/a', 3], ['x/b', 2])] }, (name) => name.slice(2)),
    ).toBe('Most taken for one another: a for b in 100 % of its queries, never the other way round.')
  })

  it('is empty where nothing is confused', () => {
    expect(confusionWords({ finerConfusions: [], kindsFound: [] }, plain)).toBe('')
  })
})

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { placeIn } from './placeIn.ts'

describe('placeIn', () => {
  it('joins names that stay inside, and refuses those that lead out', () => {
    expect(placeIn(join('/data', 'cub'), 'a/../b/..c.jpg', 'x')).toBe(join('/data', 'cub', 'b', '..c.jpg'))
    for (const name of ['..', '../x.jpg', 'a/../../x.jpg', '.', 'a/..'])
      expect(() => placeIn('/data/cub', name, 'images.txt: line 1')).toThrow(
        `images.txt: line 1: a path must stay inside '/data/cub', got '${name}'; fetch the list again`,
      )
  })
})

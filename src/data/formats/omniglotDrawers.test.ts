import { expect, it } from 'vitest'
import { omniglotDrawers } from './omniglotDrawers.ts'

it('reads the drawer after the underline of the file, -1 where there is none', () => {
  const names = ['Greek/character01/0394_01.png', 'Greek/character01/0394_20.PNG', 'Greek/character_2/drawing.png']
  expect([...omniglotDrawers(names)]).toEqual([1, 20, -1])
})

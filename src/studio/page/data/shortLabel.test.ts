import { describe, expect, it } from 'vitest'
import { shortLabel } from './shortLabel.ts'

describe('a short label', () => {
  const classes = ['Fruit/Apple', 'Fruit/Pear/Anjou', 'a/Milk', 'b/Milk', 'Milk/', '</b>']

  it('is what stands behind the last slash', () => {
    expect(shortLabel('Fruit/Apple', classes)).toBe('Apple')
    expect(shortLabel('Fruit/Pear/Anjou', classes)).toBe('Anjou')
  })

  it('is the whole where another class ends the same, or nothing would be left, or the class is not known', () => {
    for (const name of ['a/Milk', 'b/Milk', 'Milk/', 'x/y']) expect(shortLabel(name, classes)).toBe(name)
  })
})

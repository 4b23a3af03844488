import { expect, it } from 'vitest'
import { pictureIn } from './pictureIn.ts'

it('takes the first image among files', () => {
  const [text, png, jpeg] = ['text/plain', 'image/png', 'image/jpeg'].map((type) => new File(['x'], 'x', { type }))
  expect(pictureIn([text!, png!, jpeg!])).toBe(png)
  expect(pictureIn([text!])).toBeNull()
  expect(pictureIn([])).toBeNull()
})

it('takes a file of no stated type where there is no image', () => {
  const odd = new File(['x'], 'IMG_1.heic')
  expect(pictureIn([odd])).toBe(odd)
})

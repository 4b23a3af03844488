import { expect, it } from 'vitest'
import { cameraComplaint } from './cameraComplaint.ts'

it('says why there is no camera, and what else can be done', () => {
  const of = (name: string) => cameraComplaint(new DOMException('', name))
  expect(of('NotFoundError')).toBe('This device has no camera. A picture can also be chosen, dropped or pasted.')
  expect(of('NotAllowedError')).toMatch(/refused/)
  expect(of('SecurityError')).toMatch(/https/)
})

it('has a word for what it does not know', () => {
  for (const odd of [null, undefined, 'x', new Error('x')])
    expect(cameraComplaint(odd)).toMatch(/^The camera could not/)
})

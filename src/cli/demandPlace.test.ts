import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { demandPlace } from './demandPlace.ts'

it('lets pass a file that can be written, and names what stands in the way of others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nearkin-place-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'a.npy')
  demandPlace(file)
  writeFileSync(file, '')
  demandPlace(file)
  expect(() => demandPlace(join(folder, 'none', 'a.npy'))).toThrow(/^--output: its folder must exist, got '.*none/)
  expect(() => demandPlace(join(file, 'a.npy'))).toThrow('must lie in a folder')
  expect(() => demandPlace(folder)).toThrow('must be a file, not a folder')
  expect(() => demandPlace(folder, '--markdown')).toThrow(/^--markdown: must be a file/)
})

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { refuseRun } from './refuseRun.ts'

it('refuses a folder that holds any part of a run, and no other', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nearkin-refuse-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  refuseRun(join(folder, 'not there'))
  writeFileSync(join(folder, 'notes.txt'), '')
  refuseRun(folder)
  mkdirSync(join(folder, 'checkpoint'))
  writeFileSync(join(folder, 'report.html'), '')
  expect(() => refuseRun(folder)).toThrow(
    `this one holds a run, got 'checkpoint, report.html'; go on with it by --resume`,
  )
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporary } from '../../../data/images.testing.ts'
import { HelperBusy, openHelper } from './openHelper.ts'

/** A process that answers with what it was asked. */
function echo(options: Parameters<typeof openHelper>[1] = {}) {
  const path = join(temporary(), 'echo.mjs')
  writeFileSync(
    path,
    `process.on('disconnect', () => setTimeout(() => process.exit(), 200))
process.on('message', ({ id, question }) => process.send({ id, value: question }))`,
  )
  const helper = openHelper<string, string>(pathToFileURL(path), options)
  onTestFinished(() => helper.close())
  return helper
}

describe('openHelper', () => {
  it('refuses at once what nobody waits for any more, and goes on', async () => {
    const helper = echo()
    await expect(helper.ask('a', AbortSignal.abort())).rejects.toThrow(HelperBusy)
    expect(await helper.ask('b')).toBe('b')
  })

  it('answers while the process that it had is ending for want of questions', async () => {
    const helper = echo({ idle: 5 })
    for (const question of ['a', 'b', 'c']) {
      expect(await helper.ask(question)).toBe(question)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })
})

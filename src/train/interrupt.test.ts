import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { compile } from '../compile.testing.ts'
import { onInterrupt } from './interrupt.ts'

let main = ''
beforeAll(async () => {
  const built = await compile(['train/interrupt.ts'])
  main = join(built, 'main.mjs')
  // Works until asked to stop, then takes its time over saving.
  writeFileSync(
    main,
    `import { onInterrupt } from './train/interrupt.js'
     const interrupt = onInterrupt(() => console.log('saving'))
     console.log('working')
     while (!interrupt.requested) await new Promise((resolve) => setTimeout(resolve, 5))
     await new Promise((resolve) => setTimeout(resolve, 1000))
     console.log('saved')`,
  )
  return () => rmSync(built, { recursive: true })
})

function start(): { child: ChildProcess; said: string[]; until: (word: string) => Promise<void> } {
  const child = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  child.stdout.on('data', (text: Buffer) => said.push(...String(text).trim().split('\n')))
  const until = async (word: string): Promise<void> => {
    while (!said.includes(word)) await once(child.stdout, 'data')
  }
  return { child, said, until }
}

describe('onInterrupt', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('lets the loop save after one %s', async (signal) => {
    const { child, said, until } = start()
    await until('working')
    child.kill(signal)
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(said).toEqual(['working', 'saving', 'saved'])
  })

  it('ends at once with exit code 130 at a second one', async () => {
    const { child, said, until } = start()
    await until('working')
    child.kill('SIGINT')
    await until('saving')
    await new Promise((resolve) => setTimeout(resolve, 200))
    child.kill('SIGINT')
    expect(await once(child, 'exit')).toEqual([130, null])
    expect(said).toEqual(['working', 'saving'])
  })

  it('takes for one what npm passes on as a second within the same moment', async () => {
    const { child, said, until } = start()
    await until('working')
    child.kill('SIGINT')
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(said.at(-1)).toBe('saved')
  })

  it('gives the signals back when disposed', () => {
    const before = process.listenerCount('SIGINT')
    const interrupt = onInterrupt()
    expect(interrupt.requested).toBe(false)
    expect(process.listenerCount('SIGINT')).toBe(before + 1)
    interrupt.dispose()
    expect(process.listenerCount('SIGINT')).toBe(before)
    expect(process.listenerCount('SIGTERM')).toBe(before)
  })
})

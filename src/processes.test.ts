import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { processRuns, processStart } from './processes.ts'

describe('processRuns', () => {
  it('says that this process runs, with or without its own start', () => {
    expect(processRuns(process.pid)).toBe(true)
    expect(processRuns(process.pid, processStart(process.pid))).toBe(true)
  })

  it('says that a process that has ended does not run', async () => {
    const child = spawn(process.execPath, ['-e', ''])
    await once(child, 'exit')
    expect(processRuns(child.pid!)).toBe(false)
  })

  it.skipIf(!existsSync('/proc/self/stat'))('tells a later process of the same number from the earlier one', () => {
    expect(processStart(process.pid)).toMatch(/^[0-9a-f]{8}$/)
    expect(processRuns(process.pid, '00000000')).toBe(false)
  })

  it('does not take a process for another where the start is not known', () => {
    expect(processRuns(process.pid, '')).toBe(true)
  })

  it.skipIf(!existsSync('/proc/self/stat'))('counts a killed process that nobody has collected as ended', async () => {
    // The shell starts a child that ends at once, then becomes a program that never collects it.
    const shell = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 5'])
    const [line] = (await once(shell.stdout, 'data')) as [Buffer]
    const zombie = Number(String(line).trim())
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(processRuns(zombie)).toBe(false)
    shell.kill('SIGKILL')
  })
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { compile } from '../compile.testing.ts'
import { random } from '../random.ts'
import { latestCheckpoint } from './checkpoint.ts'
import { readLog } from './log.ts'

let main = ''
beforeAll(async () => {
  const built = await compile(['train/runFolder.ts', 'train/checkpoint.ts', 'train/log.ts'])
  main = join(built, 'main.mjs')
  // A training that does nothing but write: a log line a step, a checkpoint of 1 MB every third.
  fs.writeFileSync(
    main,
    `import { latestCheckpoint, saveCheckpoint } from './train/checkpoint.js'
     import { openLog } from './train/log.js'
     import { openRun } from './train/runFolder.js'
     const config = { seed: 1 }
     const run = openRun(process.argv[2], { resume: true, config })
     const { checkpoint, warnings } = latestCheckpoint(run.folder, { config })
     const from = checkpoint?.step ?? 0
     const log = openLog(run.path('log.jsonl'), { resumeAfterStep: from })
     console.log(JSON.stringify({ from, warnings }))
     const data = new Float32Array(250_000)
     for (let step = from + 1; ; step++) {
       log.append({ step, loss: 1 / step })
       if (step % 3 === 0) saveCheckpoint(run.folder, { step, config, metadata: {}, tensors: { w: { dtype: 'F32', shape: [data.length], data: data.fill(step) } } })
     }`,
  )
  return () => fs.rmSync(built, { recursive: true })
})

describe('a training that is killed', () => {
  it('finds its newest checkpoint whole each time it is resumed, never an older one, and its log without gap or repetition', async () => {
    const scratch = fs.mkdtempSync(join(tmpdir(), 'nearkin-kill-'))
    onTestFinished(() => fs.rmSync(scratch, { recursive: true }))
    const folder = join(scratch, 'run')
    const rng = random('kill')
    let step = 0
    for (let round = 0; round < 10; round++) {
      const child = spawn(process.execPath, [main, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
      let said = ''
      child.stdout.on('data', (text: Buffer) => {
        said += String(text)
      })
      // Some are killed while they start, most while they write.
      const ended = once(child, 'exit')
      if (round % 4 !== 3) await Promise.race([once(child.stdout, 'data'), ended])
      await new Promise((resolve) => setTimeout(resolve, 20 + rng.below(150)))
      child.kill('SIGKILL')
      const [code, signal] = (await ended) as [number | null, string | null]
      expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' })
      if (said !== '') expect(JSON.parse(said)).toEqual({ from: step, warnings: [] })

      const { checkpoint, warnings } = latestCheckpoint(folder, { config: { seed: 1 } })
      expect(warnings).toEqual([])
      expect(checkpoint?.step ?? 0).toBeGreaterThanOrEqual(step)
      step = checkpoint?.step ?? 0
      if (checkpoint !== undefined) expect(new Set(checkpoint.tensors.w!.data as Float32Array)).toEqual(new Set([step]))
      const log = fs.existsSync(join(folder, 'log.jsonl')) ? readLog(join(folder, 'log.jsonl')) : []
      expect(log.map((entry) => entry.step)).toEqual(log.map((_, i) => i + 1))
      expect(log.length).toBeGreaterThanOrEqual(step)
    }
    expect(step).toBeGreaterThan(10)
  })
})

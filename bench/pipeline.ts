import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { makePhotos } from './photos.ts'
import { median, ms } from './timing.ts'

/** What a round took: milliseconds for one image. */
interface Round {
  /** All threads together: what one core is busy for. */
  readonly processor: number
  readonly clock: number
}

/** Decode + augment (random resized crop to 224, flip, colour jitter) of 500 x 375 JPEGs by the loader and by torchvision with Pillow,
 *  both on one core, turn and turn about.
 *  @param photos a folder of images to make them of, beside those made of noise */
export async function benchPipeline(
  { python, rounds, photos }: { readonly python: string; readonly rounds: number; readonly photos?: string },
  say: (line: string) => void,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nearkin-bench-'))
  try {
    mkdirSync(join(folder, 'a'))
    await makePhotos(join(folder, 'a'), 64, photos)
    const ours = await open([process.execPath, fileURLToPath(new URL('pipelineChild.js', import.meta.url)), folder])
    const theirs = await open([python, fileURLToPath(new URL('../../bench/pipeline.py', import.meta.url)), folder])
    const pairs: { readonly ours: Round; readonly theirs: Round }[] = []
    for (let round = -2; round < rounds; round++) {
      const pair = { ours: await ours.round(), theirs: await theirs.round() }
      if (round >= 0) pairs.push(pair)
    }
    ours.close()
    theirs.close()
    for (const time of ['processor', 'clock'] as const) {
      const [own, other] = (['ours', 'theirs'] as const).map((who) => median(pairs.map((pair) => pair[who][time])))
      const ratios = pairs.map((pair) => pair.theirs[time] / pair.ours[time])
      say(
        `  ${time}: nearkin ${ms(own!)} ms, torchvision ${ms(other!)} ms an image: ${median(ratios).toFixed(2)} times as fast ` +
          `(rounds from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A process on one core that does a round when it is told to. */
async function open(command: readonly string[]) {
  const child: ChildProcessWithoutNullStreams = spawn('taskset', ['-c', '0', ...command])
  let errors = ''
  child.stderr.on('data', (text: Buffer) => {
    errors += String(text)
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async <T>(): Promise<T> => {
    const { value, done } = await lines.next()
    if (done) throw new Error(`${command[1]}: ${errors}`)
    return JSON.parse(value as string) as T
  }
  await next()
  return {
    round: (): Promise<Round> => {
      child.stdin.write('go\n')
      return next()
    },
    close: () => child.stdin.end(),
  }
}

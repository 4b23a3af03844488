import { printable } from '../../printable.ts'
import type { Preparation } from '../../studio/api.ts'
import { type Progress, progress } from '../../train/progress.ts'

/** What a stage of preparing counts, where that is not images. */
const units: Readonly<Record<string, string>> = { kinds: 'classes', map: 'passes' }

/** Shows in the terminal how far preparations are, stage by stage. */
export interface Preparing {
  hear(name: string, prepared: Preparation): void
  /** Prints something of its own without wrecking the line. */
  say(text: string): void
  close(): void
}

/** @param stream default process.stderr */
export function showPreparing(
  stream: NodeJS.WritableStream & { isTTY?: boolean; columns?: number } = process.stderr,
): Preparing {
  let current: { readonly of: string; readonly bar: Progress } | undefined
  const end = (): void => {
    current?.bar.done()
    current = undefined
  }
  return {
    hear(name, { state, stage, done, total, complaint }) {
      if (state !== 'running') {
        end()
        if (state === 'failed') stream.write(`${printable(`${name} could not be prepared: ${complaint}`)}\n`)
        return
      }
      if (stage === null || total === 0) return
      const of = `${name} ${stage}`
      if (current?.of !== of) {
        end()
        current = {
          of,
          bar: progress({ total, unit: units[stage] ?? 'images', label: `${name}: ${stage}`, after: 1000, stream }),
        }
      }
      current.bar.update(done)
    },
    say(text) {
      if (current) for (const line of text.replace(/\n$/, '').split('\n')) current.bar.say(line)
      else process.stdout.write(text)
    },
    close: end,
  }
}

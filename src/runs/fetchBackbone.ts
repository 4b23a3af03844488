import type { ResolveOptions } from '../data/backbones/resolveBackbone.ts'
import { resolveBackbone } from '../data/backbones/resolveBackbone.ts'
import type { Progress } from '../train/progress.ts'
import { progress } from '../train/progress.ts'

/** {@link resolveBackbone} with a bar on the terminal while a file is fetched. Ctrl-C ends it at once: what came is kept. */
export async function fetchBackbone(nameOrPath: string, options: ResolveOptions = {}): Promise<string> {
  let bar: Progress | undefined
  const mega = (bytes: number): number => Math.round(bytes / 1e5) / 10
  try {
    return await resolveBackbone(nameOrPath, {
      onProgress(bytes, total) {
        bar ??= progress({ total: mega(total), unit: 'MB', label: `fetching ${nameOrPath}` })
        bar.update(mega(bytes))
      },
      say: (text) => (bar ? bar.say(text) : void process.stderr.write(`${text}\n`)),
      ...options,
    })
  } finally {
    bar?.done()
  }
}

import type { Program } from '../program/program.ts'

/** A studio that a test started as a person would. */
export interface OpenStudio {
  /** With a slash at its end. */
  readonly address: string
  readonly close: () => Promise<void>
}

/** Starts `nearkin studio` on some run folders. Fails with what it said where it ends instead of listening. */
export async function openStudio({ start }: Program, runs: readonly string[]): Promise<OpenStudio> {
  const { child, ended } = start(['studio', ...runs, '--json'])
  const address = await new Promise<string>((resolve, reject) => {
    let out = ''
    child.stdout!.on('data', (text: string) => {
      out += text
      const found = /"address":"([^"]+)"/.exec(out)
      if (found) resolve(found[1]!)
    })
    ended.then(({ err, code }) => reject(new Error(`the studio ended with ${code}: ${err}`)))
  })
  return {
    address,
    close: async () => {
      child.kill('SIGINT')
      await ended
    },
  }
}

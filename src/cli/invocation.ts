import { basename, relative } from 'node:path'
import { quoted } from '../quoted.ts'

/** How this command was called, as it can be typed again: through npm in a clone, by its name where it is installed. */
export function invocation(args: readonly string[] = process.argv.slice(2)): string {
  return [calledBy(), ...args.map(quoted)].join(' ')
}

/** The same call, going on where it stopped. */
export function resumption(out: string): string {
  const args = process.argv.slice(2).filter((arg) => arg !== '--resume')
  const named = args.some((arg) => arg === '--out' || arg.startsWith('--out='))
  return invocation([...args, ...(named ? [] : ['--out', out]), '--resume'])
}

/** A folder of its own for a call that names none. */
export const freshFolder = (command: string): string =>
  `runs/${command}-${new Date().toISOString().slice(0, 19).replace(/:/g, '-')}`

/** What is typed before the name of a command. */
export function calledBy(): string {
  const { npm_lifecycle_event: script, npm_package_name: owner } = process.env
  const path = process.argv[1] ?? 'nearkin'
  if (basename(path) === 'nearkin') return script === undefined ? 'nearkin' : 'npx nearkin'
  // `npm start` and `npm run nearkin` of the clone; a script of that name is nobody else's.
  if (script !== undefined && owner === 'nearkin') return 'npm run nearkin --'
  return `node ${quoted(relative('', path) || path)}`
}

/** How this command was called, as it can be typed again: through npm in a clone, by its name otherwise. */
export function invocation(args: readonly string[] = process.argv.slice(2)): string {
  const prefix = process.env.npm_lifecycle_event ? 'npm run nearkin --' : 'nearkin'
  return [prefix, ...args.map(quoted)].join(' ')
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

const quoted = (arg: string): string => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replace(/'/g, `'\\''`)}'`)

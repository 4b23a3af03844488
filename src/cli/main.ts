#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { NearkinError } from '../errors.ts'
import { printable } from '../printable.ts'
import { version } from '../runs/version.ts'

// Whoever reads the output may have had enough (| head): no reason for an error.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })

const program = new Command('nearkin')
  .description(
    'Image embeddings that keep the kinds inside a class apart: train with the labels you have, find the things you mean.',
  )
  .version(version)
  .showSuggestionAfterError()
  .exitOverride()

/** Every command by its name, in the order of the help: each brings its own modules, which take longer to load than most calls to run. */
const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  start: async () => (await import('./commands/start.ts')).start,
  train: async () => (await import('./commands/train.ts')).train,
  evaluate: async () => (await import('./commands/evaluate.ts')).evaluate,
  kinds: async () => (await import('./commands/kinds.ts')).kinds,
  compare: async () => (await import('./commands/compare.ts')).compare,
  studio: async () => (await import('./commands/studio.ts')).studio,
  sweep: async () => (await import('./commands/sweep.ts')).sweep,
  embed: async () => (await import('./commands/embed.ts')).embed,
  report: async () => (await import('./commands/report.ts')).report,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  losses: async () => (await import('./commands/losses.ts')).losses,
  backbones: async () => (await import('./commands/backbones.ts')).backbones,
  datasets: async () => (await import('./commands/datasets.ts')).datasets,
  cache: async () => (await import('./commands/cache.ts')).cache,
  collapse: async () => (await import('./commands/collapse.ts')).collapse,
}

// A call that does not begin with a command is of them all: help, or a name that is mistaken.
const [called = ''] = process.argv.slice(2)
const wanted = Object.hasOwn(commands, called) ? [called] : /^(-V|--version)$/.test(called) ? [] : Object.keys(commands)
for (const name of wanted) (await commands[name]!())(program)
for (const command of program.commands) command.exitOverride()

/** Exit codes: 0, 1 for a failure, 2 for a call that does not fit. */
try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else {
    process.stderr.write(`${error instanceof NearkinError ? printable(error.message) : unexpected(error)}\n`)
    process.exitCode = ofTheCall(error) ? 2 : 1
  }
}

/** Whether what was complained of is an option, and not the data or the machine. */
function ofTheCall(error: unknown): boolean {
  return error instanceof NearkinError && error.complaint.who.startsWith('--')
}

function unexpected(error: unknown): string {
  return `unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

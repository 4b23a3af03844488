#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { NearkinError } from '../errors.ts'
import { version } from '../runs/version.ts'
import { backbones } from './commands/backbones.ts'
import { cache } from './commands/cache.ts'
import { collapse } from './commands/collapse.ts'
import { compare } from './commands/compare.ts'
import { datasets } from './commands/datasets.ts'
import { embed } from './commands/embed.ts'
import { evaluate } from './commands/evaluate.ts'
import { exportCommand } from './commands/export.ts'
import { kinds } from './commands/kinds.ts'
import { losses } from './commands/losses.ts'
import { report } from './commands/report.ts'
import { start } from './commands/start.ts'
import { studio } from './commands/studio.ts'
import { sweep } from './commands/sweep.ts'
import { train } from './commands/train.ts'
import { printable } from './printable.ts'

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

for (const command of [
  start,
  train,
  evaluate,
  kinds,
  compare,
  studio,
  sweep,
  embed,
  report,
  exportCommand,
  losses,
  backbones,
  datasets,
  cache,
  collapse,
])
  command(program)
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

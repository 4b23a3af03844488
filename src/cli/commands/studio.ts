import type { Command } from 'commander'
import { preparedState } from '../../studio/prepare/preparedState.ts'
import { prepareInChild } from '../../studio/prepare/prepareInChild.ts'
import { serveStudio } from '../../studio/serve/serveStudio.ts'
import { onInterrupt } from '../../train/interrupt.ts'
import { calledBy } from '../invocation.ts'
import { wholeFrom } from '../parsers.ts'
import { openBrowser } from '../studio/openBrowser.ts'
import { studioTerminal } from '../studio/studioTerminal.ts'

/** `nearkin studio`: a page that shows runs. */
export function studio(program: Command): void {
  program
    .command('studio')
    .argument('<run...>', 'run folders, and folders of comparisons')
    .option('--port <port>', 'where it listens; where that is taken, the next one', wholeFrom(1, 65_535), 4848)
    .option(
      '--host <address>',
      'what it listens on; where others than this machine reach it, it asks for a token that is part of the address',
      '127.0.0.1',
    )
    .option('--open', 'open it in the browser')
    .option('--no-open', 'do not (default)')
    .option('--json', 'print one JSON object with the address, and nothing else')
    .description('look at embeddings, their kinds and their mistakes in a page, served on this machine alone')
    .action(async (folders: string[], { port, host, open = false, json = false }) => {
      const terminal = json ? null : studioTerminal()
      const opened = await serveStudio(folders, {
        port,
        host,
        program: calledBy(),
        prepare: ({ folder }, following) => prepareInChild(folder, following),
        isReady: async ({ folder }) => (await preparedState(folder)) === 'ready',
        ...(terminal && { onEvent: terminal.hear }),
      })
      const { address } = opened
      if (terminal) terminal.begin(opened, port)
      else process.stdout.write(`${JSON.stringify({ address, port: opened.port })}\n`)
      if (open) openBrowser(address)
      await new Promise<void>((resolve) => onInterrupt(resolve))
      terminal?.close()
      await opened.close()
    })
}

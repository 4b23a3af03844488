import type { Command } from 'commander'
import { prepareInChild } from '../../studio/prepare/prepareInChild.ts'
import { preparedState } from '../../studio/prepare/preparedState.ts'
import { serveStudio } from '../../studio/serve/serveStudio.ts'
import { onInterrupt } from '../../train/interrupt.ts'
import { invocation } from '../invocation.ts'
import { wholeFrom } from '../parsers.ts'

/** `nearkin studio`: a page that shows runs. */
export function studio(program: Command): void {
  program
    .command('studio')
    .argument('<run...>', 'run folders, and folders of comparisons')
    .option('--port <port>', 'where it listens; taken: the next one', wholeFrom(1), 4848)
    .option('--host <address>', 'what it listens on; any other than this machine alone asks for a token', '127.0.0.1')
    .option('--json', 'print one JSON object with the address')
    .description('look at embeddings, their kinds and their mistakes in a page')
    .action(async (folders: string[], { port, host, json = false }) => {
      const opened = await serveStudio(folders, {
        port,
        host,
        program: invocation([]),
        prepare: ({ folder }, following) => prepareInChild(folder, following),
        isReady: async ({ folder }) => (await preparedState(folder)) === 'ready',
      })
      process.stdout.write(
        json ? `${JSON.stringify({ address: opened.address, port: opened.port })}\n` : `studio: ${opened.address}\n`,
      )
      await new Promise<void>((resolve) => onInterrupt(resolve))
      await opened.close()
    })
}

import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { StudioEvent } from '../api.ts'
import { application } from './application.ts'
import { openAssets } from './assets.ts'
import { openEvents } from './events.ts'
import { inAddress, isLoopback } from './guard/hosts.ts'
import { openHelper } from './helper/openHelper.ts'
import { listen } from './listen.ts'
import { type Prepare, preparationQueue } from './preparationQueue.ts'
import { preparedRuns } from './preparedRuns.ts'
import { type WatchedRun, type WatchedRuns, watchRuns } from './runs/watchRuns.ts'
import type { App, Helpers } from './served.ts'

/** A studio that listens. */
export interface Studio {
  /** To be opened in a browser; with the token where there is one. */
  readonly address: string
  readonly port: number
  readonly runs: WatchedRuns
  /** Ends it all in order: streams, connections, processes. */
  close(): Promise<void>
}

export interface StudioOptions {
  /** Default 127.0.0.1. Any that is not of this machine alone is listened on with a token. */
  readonly host?: string
  /** Default 4848; the next one that is free. */
  readonly port?: number
  readonly prepare: Prepare
  readonly isReady: (run: WatchedRun) => Promise<boolean>
  /** Hears what the pages hear. */
  readonly onEvent?: (event: StudioEvent) => void
  /** What is typed before `train`, in commands that the page shows. Default `nearkin`. */
  readonly program?: string
  /** The folder of the built page, where it is another. */
  readonly page?: string
  /** How long clients may take, in milliseconds, where it is to be other than usual. */
  readonly limits?: Partial<typeof usualLimits>
  /** What decodes and embeds. Default: processes of their own. */
  readonly helpers?: Helpers
}

/** Serves runs to the page. Fails where a folder does not exist, and where there is no port.
 *  @param folders of runs, and of comparisons */
export async function serveStudio(folders: readonly string[], options: StudioOptions): Promise<Studio> {
  const { host = '127.0.0.1', port: wanted = 4848, prepare, isReady, onEvent = () => {}, program = 'nearkin' } = options
  const events = openEvents()
  const tell = (event: StudioEvent): void => {
    onEvent(event)
    events.tell(event)
  }
  const queue = preparationQueue({ prepare, isReady, tell })
  const prepared = preparedRuns(queue)
  const assets = await openAssets(options.page)
  const { pictures, search } = options.helpers ?? helperProcesses()
  const runs = await watchRuns(folders, {
    changed(list) {
      tell({ type: 'runs' })
      queue.update(list)
    },
    wrote: (run) => tell({ type: 'log', run }),
  })
  const token = isLoopback(host) ? null : randomBytes(24).toString('base64url')
  let app: App | undefined
  const server = createServer(
    { ...usualLimits, ...options.limits },
    // Which names it goes by is known once it listens.
    getRequestListener((request, env) => app!.fetch(request, env), { overrideGlobalObjects: false }),
  )
  server.maxConnections = mostConnections
  const close = async (): Promise<void> => {
    runs.close()
    events.close()
    await Promise.all([closed(server), queue.close(), pictures.close(), search.close()])
    await prepared.close()
  }
  try {
    const port = await listen(server, host, wanted)
    app = application({ runs, queue, prepared, events, assets, program, pictures, search }, { host, port, token })
    const address = `http://${inAddress(host)}:${port}/${token === null ? '' : `?token=${token}`}`
    return {
      address,
      port,
      runs,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

function helperProcesses(): Helpers {
  const at = (name: string): URL => new URL(`./${name}/process.js`, import.meta.url)
  return {
    pictures: openHelper(at('pictures'), { atOnce: 2 }),
    search: openHelper(at('search'), { most: 4, longest: 120_000, idle: 300_000 }),
  }
}

/** A request that is sent slowly, or not to its end, does not hold its connection; nor does one with endless headers. */
const usualLimits = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 49_152,
}

/** Connections at a time. A page takes six at most. */
const mostConnections = 512

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    // What is still being answered has a moment to end.
    setTimeout(() => server.closeAllConnections(), 500).unref()
  })
}

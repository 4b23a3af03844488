import { printable } from '../../printable.ts'
import type { StudioEvent } from '../../studio/api.ts'
import { findingsOf } from '../../studio/findingsOf.ts'
import { openPrepared } from '../../studio/prepare/openPrepared.ts'
import type { WatchedRun } from '../../studio/serve/runs/watchRuns.ts'
import type { Studio } from '../../studio/serve/serveStudio.ts'
import { closing } from '../closing.ts'
import { findingsText } from './findingsText.ts'
import { runsText } from './runsText.ts'
import { showPreparing } from './showPreparing.ts'

/** What the person at the terminal is told. */
export interface StudioTerminal {
  hear(event: StudioEvent): void
  /** Says where the studio listens and what it sees; what was heard before is said then. @param port that was asked for */
  begin(studio: Pick<Studio, 'address' | 'port' | 'runs'>, port: number): void
  close(): void
}

/** Tells which runs the studio sees, how far they are prepared, and of each that is ready what is most telling, with the addresses. */
export function studioTerminal(): StudioTerminal {
  const preparing = showPreparing()
  const early: StudioEvent[] = []
  let studio: Pick<Studio, 'address' | 'port' | 'runs'> | undefined
  let seen = ''
  let telling: Promise<unknown> = Promise.resolve()

  const runs = (list: readonly WatchedRun[]): void => {
    const text = runsText(list)
    if (text !== seen) preparing.say(text)
    seen = text
  }
  const tell = async ({ id, name, folder }: WatchedRun, origin: string): Promise<void> => {
    const findings = await closing(openPrepared(folder), (prepared) => findingsOf(id, prepared))
    preparing.say(`\n${findingsText(name, findings, origin)}`)
  }
  const heard = (event: StudioEvent, { address, runs: { list, find } }: NonNullable<typeof studio>): void => {
    if (event.type === 'runs') runs(list())
    if (event.type !== 'prepared') return
    const run = find(event.run)
    if (!run) return
    preparing.hear(printable(run.name), event.prepared)
    if (event.prepared.state !== 'ready') return
    const { origin } = new URL(address)
    telling = telling.then(() =>
      tell(run, origin).catch((error: unknown) => preparing.say(`${printable(String((error as Error).message))}\n`)),
    )
  }
  return {
    hear(event) {
      if (studio) heard(event, studio)
      else early.push(event)
    },
    begin(opened, port) {
      studio = opened
      const taken = opened.port === port ? '' : `port ${port} is taken, so it is ${opened.port}\n`
      preparing.say(`studio: ${opened.address}\n${taken}`)
      runs(opened.runs.list())
      for (const event of early.splice(0)) heard(event, opened)
      preparing.say('Ctrl-C ends it\n')
    },
    close: preparing.close,
  }
}

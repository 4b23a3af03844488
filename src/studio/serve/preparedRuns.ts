import type { RunDetail } from '../api.ts'
import { openPrepared } from '../prepare/openPrepared.ts'
import type { Prepared } from '../prepare/prepared.ts'
import { preparedFolder } from '../prepare/preparedFolder.ts'
import { preparedStamp } from '../prepare/preparedStamp.ts'
import { storedDetail } from '../prepare/storedDetail.ts'
import type { PreparationQueue } from './preparationQueue.ts'
import type { WatchedRun } from './runs/watchRuns.ts'

/** A prepared run that is open. */
export interface OpenRun extends Prepared {
  readonly id: string
  /** Another text where the run has been prepared anew: for caches. */
  readonly stamp: string
}

/** What the detail of a prepared run says first. */
export type Glance = Pick<OpenRun, 'stamp'> & Pick<RunDetail, 'dataset' | 'label' | 'evaluateLabel'>

/** The prepared runs that are open. */
export interface PreparedRuns {
  /** null while the run is not prepared. Fails, naming the file, where what was prepared is damaged. */
  open(run: WatchedRun): Promise<OpenRun | null>
  /** What a list says of it, without opening it; null while it is not prepared, or cannot be read. */
  glance(run: WatchedRun): Promise<Glance | null>
  close(): Promise<void>
}

/** Runs, and rows of them all, that are held open at a time: a run takes some file handles, and some 40 bytes a row. */
const most = { runs: 24, rows: 2_000_000 }

/** What is closed may still be read from by an answer that is under way, in milliseconds. */
const closeAfter = 30_000

/** Opens prepared runs as they are asked for, and again when one has been prepared anew. */
export function preparedRuns(queue: PreparationQueue): PreparedRuns {
  const opened = new Map<string, { readonly stamp: string; readonly open: Promise<OpenRun>; rows: number }>()
  const closing = new Set<Promise<OpenRun>>()
  const glances = new Map<string, Glance>()

  const release = (id: string): void => {
    const { open } = opened.get(id)!
    opened.delete(id)
    closing.add(open)
    setTimeout(() => {
      closing.delete(open)
      void close(open)
    }, closeAfter).unref()
  }
  const makeRoom = (): void => {
    for (const id of [...opened.keys()].slice(0, -1)) {
      const rows = [...opened.values()].reduce((sum, one) => sum + one.rows, 0)
      if (opened.size <= most.runs && rows <= most.rows) return
      release(id)
    }
  }

  return {
    async open(run) {
      const { id, folder } = run
      if (queue.of(id).state !== 'ready') return null
      const stamp = preparedStamp(folder)
      if (stamp === null) {
        if (run.state === 'finished') queue.again(run)
        return null
      }
      const known = opened.get(id)
      if (known && known.stamp !== stamp) release(id)
      const current = opened.get(id) ?? {
        stamp,
        open: openPrepared(folder).then((prepared) => ({ ...prepared, id, stamp })),
        rows: 0,
      }
      // The one that was asked for last is the last to go.
      opened.delete(id)
      opened.set(id, current)
      try {
        const open = await current.open
        current.rows = open.detail.rows
        makeRoom()
        return open
      } catch (error) {
        if (opened.get(id) === current) opened.delete(id)
        throw error
      }
    },
    async glance({ id, folder }) {
      if (queue.of(id).state !== 'ready') return null
      const stamp = preparedStamp(folder)
      const known = glances.get(id)
      if (stamp === null || known?.stamp === stamp) return known ?? null
      try {
        const { dataset, label, evaluateLabel } = storedDetail(preparedFolder(folder))
        const glance = { stamp, dataset, label, evaluateLabel }
        glances.set(id, glance)
        return glance
      } catch {
        // Whoever opens it is told.
        return null
      }
    },
    async close() {
      const all = [...[...opened.values()].map(({ open }) => open), ...closing]
      opened.clear()
      closing.clear()
      await Promise.all(all.map(close))
    },
  }
}

const close = (open: Promise<OpenRun>): Promise<void> =>
  open.then(
    (one) => one.close(),
    () => {},
  )

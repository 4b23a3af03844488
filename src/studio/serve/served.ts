import type { HttpBindings } from '@hono/node-server'
import type { Context, Hono } from 'hono'
import type { Assets } from './assets.ts'
import type { Events } from './events.ts'
import type { PreparationQueue } from './preparationQueue.ts'
import type { PreparedRuns } from './preparedRuns.ts'
import type { WatchedRuns } from './runs/watchRuns.ts'

/** What all routes stand on. */
export interface Served {
  readonly runs: WatchedRuns
  readonly queue: PreparationQueue
  readonly prepared: PreparedRuns
  readonly events: Events
  readonly assets: Assets
}

/** Node's own request and response are at hand, for what streams. */
export interface Env {
  readonly Bindings: HttpBindings
}

export type App = Hono<Env>
export type Asked = Context<Env>

/** The routes of one area. */
export type Area = (app: App, served: Served) => void

import type { HttpBindings } from '@hono/node-server'
import type { Context, Hono } from 'hono'
import type { Assets } from './assets.ts'
import type { Events } from './events.ts'
import type { Helper } from './helper/openHelper.ts'
import type { PictureAsked } from './pictures/pictureOf.ts'
import type { PreparationQueue } from './preparationQueue.ts'
import type { PreparedRuns } from './preparedRuns.ts'
import type { WatchedRuns } from './runs/watchRuns.ts'
import type { SearchAsked, SearchFound } from './search/openSearch.ts'

/** What would block the server, or fill its memory. */
export interface Helpers {
  /** Decodes images of datasets. */
  readonly pictures: Helper<PictureAsked, Uint8Array>
  /** Searches for the like of a picture of one's own. */
  readonly search: Helper<SearchAsked, SearchFound>
}

/** What all routes stand on. */
export interface Served extends Helpers {
  readonly runs: WatchedRuns
  readonly queue: PreparationQueue
  readonly prepared: PreparedRuns
  readonly events: Events
  readonly assets: Assets
  /** What is typed before `train`. */
  readonly program: string
}

/** Node's own request and response are at hand, for what streams. */
export interface Env {
  readonly Bindings: HttpBindings
}

export type App = Hono<Env>
export type Asked = Context<Env>

/** The routes of one area. */
export type Area = (app: App, served: Served) => void

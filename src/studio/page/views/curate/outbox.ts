import type { Curation, Decision } from '../../../api.ts'
import { send, Unavailable } from '../../data/resource.ts'

/** Something to be sent to the server: a decision, or a step back or forth. */
export interface Sending {
  /** Of its own: what is sent twice is done once. */
  readonly token: string
  readonly way: 'decide' | 'undo' | 'redo' | 'revoke'
  readonly decision: Decision | null
  /** Of the decision to be revoked. */
  readonly id: number | null
  /** Of the preparation that the decision's numbers of rows and kinds are of: where the run has been prepared anew meanwhile, the
   *  server refuses it. */
  readonly stamp?: string | undefined
}

/** What has been decided and is not confirmed yet. */
export interface Outbox {
  readonly waiting: () => readonly Sending[]
  readonly add: (sending: Omit<Sending, 'token'>) => void
  /** Tells nothing any more; what waits is sent all the same. */
  readonly close: () => void
}

/** Milliseconds until it is tried again. */
const again = 2000

/** Sends decisions in their order, one at a time, and again until the server says yes or no. They are kept by the browser
 *  meanwhile, so that neither a reload nor a server that is away loses one.
 *  @param path of the run's curation @param key names it in the browser's store: of the run, and of its images
 *  @param told hears of every change: what the server said, or why it did not; null where all is well */
export function openOutbox(
  path: string,
  key: string,
  told: (news: {
    readonly curation: Curation | null
    readonly trouble: string | null
    readonly refused: string | null
  }) => void,
): Outbox {
  let waiting: readonly Sending[] = stored(key)
  let closed = false
  let sending = false
  let timer: ReturnType<typeof setTimeout> | undefined

  // Another tab has its own: each adds and takes away what is its own.
  const change = (changed: (list: readonly Sending[]) => readonly Sending[]): void => {
    waiting = changed(waiting)
    store(key, changed(stored(key)))
  }
  const next = async (): Promise<void> => {
    const [first] = waiting
    if (sending || !first) return
    sending = true
    clearTimeout(timer)
    try {
      const curation = await send<Curation>(`${path}${first.way === 'decide' ? '' : `/${first.way}`}`, bodyOf(first))
      change((list) => list.filter(({ token }) => token !== first.token))
      if (!closed) told({ curation, trouble: null, refused: null })
    } catch (error) {
      const { status, message } = error instanceof Unavailable ? error : new Unavailable(0, String(error))
      // Others, such as that the studio asks for its key again or is another one now, say nothing of the decision.
      const final = status === 400 || status === 412 || status === 413
      if (final) change((list) => list.filter(({ token }) => token !== first.token))
      else timer = setTimeout(next, again)
      if (!closed) told({ curation: null, trouble: final ? null : message, refused: final ? message : null })
      if (!final) return
    } finally {
      sending = false
    }
    void next()
  }
  void next()
  return {
    waiting: () => waiting,
    add(wanted) {
      const added = { ...wanted, token: crypto.randomUUID?.() ?? `${Date.now()} ${Math.random()}` }
      change((list) => [...list, added])
      void next()
    },
    close() {
      closed = true
    },
  }
}

const bodyOf = ({ way, decision, id, token, stamp }: Sending): object =>
  way === 'decide' ? { ...decision, token, stamp } : way === 'revoke' ? { id, token } : { token }

function stored(key: string): readonly Sending[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(found) ? (found as Sending[]).filter(({ token }) => typeof token === 'string') : []
  } catch {
    return []
  }
}

function store(key: string, list: readonly Sending[]): void {
  try {
    if (list.length > 0) localStorage.setItem(key, JSON.stringify(list))
    else localStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing: they are kept as long as the page is open.
  }
}

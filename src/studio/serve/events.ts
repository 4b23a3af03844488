import type { ServerResponse } from 'node:http'
import type { StudioEvent } from '../api.ts'

/** Whoever hears what happens. */
export interface Events {
  tell(event: StudioEvent): void
  /** Sends events over a response from now on, until it closes. False where as many hear already as are let in. */
  join(response: ServerResponse): boolean
  close(): void
}

/** Streams at a time. A page holds one; more than these are no pages. */
const mostListeners = 128

/** Bytes that wait for a listener that does not read. */
const mostWaiting = 64 * 1024

/** Milliseconds between signs of life, by which both sides notice that the other has gone. */
const beat = 15_000

/** Server-sent events. A listener that does not read misses events instead of making the server grow; once it reads again, it is told
 *  to ask for the list of runs. */
export function openEvents({ most = mostListeners }: { readonly most?: number } = {}): Events {
  const listeners = new Map<ServerResponse, { missed: boolean }>()
  const send = (response: ServerResponse, text: string): void => {
    const listener = listeners.get(response)!
    if (response.writableLength > mostWaiting) {
      listener.missed = true
      return
    }
    response.write(listener.missed ? `${text}${line({ type: 'runs' })}` : text)
    listener.missed = false
  }
  const beats = setInterval(() => {
    for (const response of listeners.keys()) send(response, ': beat\n\n')
  }, beat)
  beats.unref()
  return {
    tell(event) {
      for (const response of listeners.keys()) send(response, line(event))
    },
    join(response) {
      if (listeners.size >= most) return false
      listeners.set(response, { missed: false })
      response.on('close', () => listeners.delete(response))
      response.on('error', () => listeners.delete(response))
      response.write(': hello\n\n')
      return true
    },
    close() {
      clearInterval(beats)
      for (const response of listeners.keys()) response.end()
      listeners.clear()
    },
  }
}

const line = (event: StudioEvent): string => `data: ${JSON.stringify(event)}\n\n`

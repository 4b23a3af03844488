import { useEffect, useState } from 'preact/hooks'
import type { Complaint, Preparation } from '../../api.ts'
import { embedded } from './embedded.ts'
import { answerReport } from './report/answerReport.ts'
import { bytesOf } from './report/bytesOf.ts'

/** Why something could not be had: said by the server, or that it does not answer. */
export class Unavailable extends Error {
  /** As HTTP has it; 0 where nothing answered, -1 where the answer could not be read. */
  readonly status: number
  /** How far it is being made ready, where that is why. */
  readonly preparation: Preparation | null
  constructor(status: number, complaint: string, preparation: Preparation | null = null) {
    super(complaint)
    this.status = status
    this.preparation = preparation
  }
}

export { isReport } from './embedded.ts'

const fromEmbedded = embedded && answerReport(embedded)

/** JSON from the server, or from the page itself where it is a report. Fails with {@link Unavailable}. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  if (embedded) return fromPage(path) as T
  return (await answer(path, signal ? { signal } : {})).json() as Promise<T>
}

/** Numbers from the server, little-endian. */
export async function getNumbers<T extends Float32Array | Int32Array>(
  path: string,
  kind: new (buffer: ArrayBuffer) => T,
  signal?: AbortSignal,
): Promise<T> {
  if (embedded) {
    const found = fromPage(path) as string | Int32Array<ArrayBuffer>
    return new kind(typeof found === 'string' ? bytesOf(found) : found.buffer)
  }
  return new kind(await (await answer(path, signal ? { signal } : {})).arrayBuffer())
}

/** Sends something; the server's answer as JSON. */
export async function send<T>(path: string, body: Blob | object | null = null): Promise<T> {
  if (embedded) throw new Unavailable(0, 'a report cannot be changed; open the run in `nearkin studio`')
  const blob = body instanceof Blob
  const sent = await answer(path, {
    method: 'POST',
    headers: { 'content-type': blob ? 'application/octet-stream' : 'application/json' },
    body: blob ? body : JSON.stringify(body),
  })
  return sent.json() as Promise<T>
}

function fromPage(path: string): unknown {
  const found = fromEmbedded?.(path)
  if (found === undefined) throw new Unavailable(404, 'not part of this report; open the run in `nearkin studio`')
  return found
}

async function answer(path: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, init)
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error
    throw new Unavailable(0, 'the studio does not answer: start `nearkin studio` again, this page will go on by itself')
  }
  if (response.ok) return response
  const body: unknown = await response.json().catch(() => null)
  if (response.status === 409) throw new Unavailable(409, 'not ready yet', body as Preparation)
  throw new Unavailable(
    response.status,
    (body as Complaint | null)?.complaint ?? `${response.status} ${response.statusText}`,
  )
}

/** Something that is asked for: `value` stays that of before while a new one is on its way. */
export interface Loading<T> {
  readonly value: T | null
  readonly error: Unavailable | null
  readonly loading: boolean
  /** Asks again. */
  readonly again: () => void
}

/** Milliseconds until a server that does not answer is asked again. */
const patience = 2000

/** Asks for something whenever its address changes, and again while the server does not answer; null asks for nothing.
 *  @param read must be the same function each time @param of what the answer depends on beside its address: it is asked for again when
 *  this changes */
export function useResource<T>(
  path: string | null,
  read: (path: string, signal: AbortSignal) => Promise<T> = getJson,
  of: string | null = null,
): Loading<T> {
  const [round, setRound] = useState(0)
  const [state, setState] = useState<{ path: string | null; value: T | null; error: Unavailable | null }>({
    path: null,
    value: null,
    error: null,
  })
  useEffect(() => {
    if (path === null) return
    const stop = new AbortController()
    read(path, stop.signal).then(
      (value) => setState({ path, value, error: null }),
      (error: unknown) => {
        if (stop.signal.aborted) return
        const known = error instanceof Unavailable ? error : new Unavailable(-1, String(error))
        setState((before) => ({ path, value: before.path === path ? before.value : null, error: known }))
      },
    )
    return () => stop.abort()
  }, [path, read, round, of])
  useEffect(() => {
    if (embedded || state.path !== path || state.error?.status !== 0) return
    const timer = setTimeout(() => setRound((n) => n + 1), patience)
    return () => clearTimeout(timer)
  }, [path, state])
  const current = state.path === path
  return {
    value: path === null ? null : state.value,
    error: current ? state.error : null,
    loading: path !== null && !current,
    again: () => setRound((n) => n + 1),
  }
}

export const readFloats = (path: string, signal: AbortSignal): Promise<Float32Array> =>
  getNumbers(path, Float32Array, signal)
export const readInts = (path: string, signal: AbortSignal): Promise<Int32Array> => getNumbers(path, Int32Array, signal)

import { Agent, type Dispatcher, EnvHttpProxyAgent, fetch, type Response } from 'undici'
import { demand, fail } from '../../errors.ts'
import { Passing } from './passing.ts'

/** What a server answered: its bytes come as they arrive. */
export interface Answer {
  readonly status: number
  readonly header: (name: string) => string | undefined
  readonly chunks: () => AsyncGenerator<Uint8Array>
  /** Ends the connection where the bytes are not wanted. */
  readonly cancel: () => Promise<void>
}

/** Gets a URL by HTTP, following at most ten redirections, through the proxy that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`
 *  name. Only https is spoken, and http with this machine. Throws {@link Passing} where nothing comes for `stall` seconds or
 *  the connection breaks. */
export async function getBytes(
  url: string,
  { headers, stall, signal }: { headers: Readonly<Record<string, string>>; stall: number; signal?: AbortSignal },
): Promise<Answer> {
  const watch = watchdog(stall, signal)
  try {
    let at = demandSafe(url, url)
    for (let hops = 0; ; hops++) {
      demand(hops <= mostRedirects, {
        who: url,
        rule: `a download may be redirected ${mostRedirects} times at most`,
        remedy: 'the address is wrong, or its server is: use a mirror',
      })
      const response = await fetch(at, { headers, redirect: 'manual', signal: watch.signal, dispatcher: agentFor(at) })
      const to = response.headers.get('location')
      if (response.status < 300 || response.status >= 400 || to === null) return answer(response, watch)
      await response.body?.cancel()
      at = demandSafe(new URL(to, at).href, url)
      watch.fed()
    }
  } catch (error) {
    watch.end()
    throw watch.reason() ?? told(error)
  }
}

const mostRedirects = 10

const onThisMachine = (url: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)

/** One for the process, as they keep connections. Timeouts are the watchdog's. */
const agents: { direct?: Dispatcher; proxied?: Dispatcher } = {}

function agentFor(url: string): Dispatcher {
  const patient = { headersTimeout: 0, bodyTimeout: 0 }
  if (onThisMachine(url)) {
    agents.direct ??= new Agent(patient)
    return agents.direct
  }
  agents.proxied ??= new EnvHttpProxyAgent(patient)
  return agents.proxied
}

function demandSafe(url: string, asked: string): string {
  const protocol = URL.canParse(url) ? new URL(url).protocol : ''
  demand(protocol === 'https:' || (protocol === 'http:' && onThisMachine(url)), {
    who: asked,
    rule: 'downloads go by https (by http from this machine alone)',
    value: url,
    remedy: 'give an address that begins with https://',
  })
  return url
}

function answer(response: Response, watch: Watchdog): Answer {
  return {
    status: response.status,
    header: (name) => response.headers.get(name) ?? undefined,
    async *chunks() {
      try {
        for await (const chunk of response.body ?? []) {
          watch.fed()
          yield chunk as Uint8Array
        }
      } catch (error) {
        throw watch.reason() ?? told(error)
      } finally {
        watch.end()
      }
    },
    async cancel() {
      watch.end()
      await response.body?.cancel().catch(() => {})
    },
  }
}

interface Watchdog {
  readonly signal: AbortSignal
  readonly fed: () => void
  readonly end: () => void
  /** Why it was that the connection ended, where the watchdog or the caller ended it. */
  readonly reason: () => unknown
}

/** Ends a connection over which nothing came for some seconds, or that the caller wants no more. */
function watchdog(stall: number, outer: AbortSignal | undefined): Watchdog {
  const own = new AbortController()
  const tired = (): void => own.abort(new Passing(`nothing came for ${stall} s`))
  let timer = setTimeout(tired, 1000 * stall)
  const stop = (): void => own.abort(outer!.reason)
  if (outer?.aborted) stop()
  outer?.addEventListener('abort', stop, { once: true })
  return {
    signal: own.signal,
    fed() {
      clearTimeout(timer)
      timer = setTimeout(tired, 1000 * stall)
    },
    end() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', stop)
    },
    reason: () => (own.signal.aborted ? own.signal.reason : undefined),
  }
}

/** `fetch` says "fetch failed" or "terminated", and what happened in the cause of its cause. */
function told(error: unknown): unknown {
  if (!(error instanceof TypeError)) return error
  const cause = rootOf(error)
  const message = cause.message || cause.code || error.message
  if (/CERT|SELF_SIGNED|ISSUER|ERR_TLS/.test(cause.code ?? ''))
    return fail({
      who: 'download',
      rule: `the server must show a certificate that this machine trusts (${message})`,
      remedy: 'where a proxy of your own is between, name its certificate by NODE_EXTRA_CA_CERTS',
      cause,
    })
  return new Passing(message, { cause })
}

function rootOf(error: Error): NodeJS.ErrnoException {
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause
  return inner instanceof Error ? rootOf(inner) : error
}

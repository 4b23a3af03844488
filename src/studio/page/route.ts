import { useEffect, useState } from 'preact/hooks'
import { type ViewName, viewNames } from '../viewNames.ts'
import { isReport } from './data/embedded.ts'

/** Where one is: the view, and what it shows. All of it stands in the address, so that a view can be sent and found again. */
export interface Route {
  readonly view: ViewName
  readonly params: URLSearchParams
}

export type { ViewName } from '../viewNames.ts'

/** A page that is one file has no paths of its own: there the view stands behind `#`. */
const inFragment = isReport || !location.protocol.startsWith('http')
const moved = new EventTarget()

export function currentRoute(): Route {
  const url = inFragment ? new URL(location.hash.slice(1) || '/', 'http://page') : new URL(location.href)
  const name = url.pathname.split('/').filter(Boolean).at(-1)
  return { view: viewNames.find((view) => view === name) ?? 'summary', params: url.searchParams }
}

/** The address of a view, for a link. */
export function hrefOf(view: ViewName, params: URLSearchParams | Readonly<Record<string, string | null>>): string {
  const given = params instanceof URLSearchParams ? [...params] : Object.entries(params)
  const query = new URLSearchParams(
    given.filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== ''),
  )
  const path = `/${view}${query.size > 0 ? `?${query}` : ''}`
  return inFragment ? `#${path}` : path
}

/** Goes to a view; `replace` where going back should not stop at what was. */
export function go(href: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', href)
  else history.pushState(null, '', href)
  moved.dispatchEvent(new Event('moved'))
}

/** The route, now and whenever it changes. */
export function useRoute(): Route {
  const [route, set] = useState(currentRoute)
  useEffect(() => {
    const update = () => set(currentRoute())
    moved.addEventListener('moved', update)
    addEventListener('popstate', update)
    addEventListener('hashchange', update)
    return () => {
      moved.removeEventListener('moved', update)
      removeEventListener('popstate', update)
      removeEventListener('hashchange', update)
    }
  }, [])
  return route
}

/** Follows a click on a link inside the page without loading it anew. One to a part of the page moves the focus there and leaves the
 *  address, of which what stands behind `#` may be the view itself. */
export function followLinks(event: MouseEvent): void {
  const link = (event.target as Element).closest?.('a[href]')
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
  const href = link.getAttribute('href')!
  if (/^#\w/.test(href)) {
    event.preventDefault()
    document.getElementById(href.slice(1))?.focus()
    return
  }
  if (link.hasAttribute('download') || link.hasAttribute('target') || !/^(\/|#\/)(?!api\/)/.test(href)) return
  event.preventDefault()
  go(href)
  scrollTo(0, 0)
}

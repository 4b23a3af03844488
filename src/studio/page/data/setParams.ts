import { currentRoute, go, hrefOf } from '../route.ts'

/** Changes several values of the address at once, in place; null takes one away. */
export function setParams(changes: Readonly<Record<string, string | null | undefined>>): void {
  const { view, params } = currentRoute()
  const next = new URLSearchParams(params)
  for (const [name, value] of Object.entries(changes))
    if (value === null || value === '') next.delete(name)
    else if (value !== undefined) next.set(name, value)
  go(hrefOf(view, next), { replace: true })
}

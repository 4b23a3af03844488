import { currentRoute, go, hrefOf } from '../route.ts'

/** Changes values of the address, all at once; null or nothing takes one away, others stay.
 *  @param replace whether going back does not stop at what was */
export function setParams(
  changes: Readonly<Record<string, string | null | undefined>>,
  { replace = true }: { readonly replace?: boolean } = {},
): void {
  const { view, params } = currentRoute()
  const next = new URLSearchParams(params)
  for (const [name, value] of Object.entries(changes))
    if (value === null || value === '') next.delete(name)
    else if (value !== undefined) next.set(name, value)
  go(hrefOf(view, next), { replace })
}

import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** Where the tab key stops on the wall: query, and tile of it. */
export interface WallPlace {
  readonly query: number
  readonly tile: number
}

/** Moves over the wall by keys: j and k, or up and down, go to the next query and the one before, left and right over a query's
 *  tiles. j and k work from anywhere on the page but a field.
 *  @param onEnd is told by how many pages to turn where there is no next query */
export function useWallKeys(
  wall: RefObject<HTMLElement | null>,
  onEnd: (pages: 1 | -1) => void,
): [WallPlace, (place: WallPlace) => void] {
  const [place, setPlace] = useState<WallPlace>({ query: 0, tile: 0 })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const move = moves[event.key]
      if (!move || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      const target = event.target as HTMLElement
      const inside = wall.current?.contains(target) ?? false
      if (!inside && !/^[jk]$/.test(event.key)) return
      if (target.closest('input, select, textarea, dialog') || document.querySelector('dialog[open]')) return
      event.preventDefault()
      const queries = [...(wall.current?.querySelectorAll<HTMLElement>('[data-query]') ?? [])]
      const here = queries.findIndex((query) => query.contains(document.activeElement))
      const tiles = (query: number) => [...(queries[query]?.querySelectorAll<HTMLElement>('button.tile') ?? [])]
      const tile = Math.max(0, tiles(here).indexOf(document.activeElement as HTMLElement))
      const query = here < 0 ? 0 : here + move.queries
      if (query < 0 || query >= queries.length) return onEnd(query < 0 ? -1 : 1)
      const to = tiles(query)
      const next = Math.max(0, Math.min(to.length - 1, tile + move.tiles))
      setPlace({ query, tile: next })
      to[next]?.focus()
      queries[query]!.scrollIntoView({ block: 'nearest' })
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [wall, onEnd])
  return [place, setPlace]
}

const moves: Readonly<Record<string, { readonly queries: number; readonly tiles: number }>> = {
  j: { queries: 1, tiles: 0 },
  ArrowDown: { queries: 1, tiles: 0 },
  k: { queries: -1, tiles: 0 },
  ArrowUp: { queries: -1, tiles: 0 },
  ArrowRight: { queries: 0, tiles: 1 },
  ArrowLeft: { queries: 0, tiles: -1 },
}

import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { isElsewhere, isPlain } from '../../data/keys.ts'

/** Where the tab key stops on the wall: query, and tile of it. */
export interface WallPlace {
  readonly query: number
  readonly tile: number
}

/** Moves over the wall by keys: j and k, or up and down, go to the next query and the one before, left and right over a query's
 *  tiles. j and k work from anywhere on the page but a field.
 *  @param page what is shown: when it changes after a key turned the page, the focus goes on in it
 *  @param onEnd is told by how many pages to turn where there is no next query; whether it did */
export function useWallKeys(
  wall: RefObject<HTMLElement | null>,
  page: unknown,
  onEnd: (pages: 1 | -1) => boolean,
): WallPlace {
  const [place, setPlace] = useState<WallPlace>({ query: 0, tile: 0 })
  const turned = useRef<1 | -1 | null>(null)
  useEffect(() => {
    if (turned.current === null) return
    const all = tilesOf(wall.current)
    const query = turned.current === 1 ? 0 : all.length - 1
    turned.current = null
    setPlace({ query, tile: 0 })
    all[query]?.[0]?.focus()
  }, [wall, page])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const move = moves[event.key]
      if (!move || !isPlain(event) || event.shiftKey) return
      const inside = wall.current?.contains(event.target as Node) ?? false
      if (!inside && !/^[jk]$/.test(event.key)) return
      if (isElsewhere(event)) return
      event.preventDefault()
      const all = tilesOf(wall.current)
      const active = document.activeElement as HTMLElement
      const here = all.findIndex((tiles) => tiles.includes(active))
      const query = here < 0 ? 0 : here + move.queries
      const to = all[query]
      if (!to) {
        const pages = query < 0 ? -1 : 1
        if (onEnd(pages)) turned.current = pages
        return
      }
      const tile = Math.max(0, Math.min(to.length - 1, (all[here]?.indexOf(active) ?? 0) + move.tiles))
      setPlace({ query, tile })
      to[tile]?.focus()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [wall, onEnd])
  return place
}

/** The tiles of each query. */
const tilesOf = (wall: HTMLElement | null): HTMLElement[][] =>
  [...(wall?.querySelectorAll('[data-query]') ?? [])].map((query) => [
    ...query.querySelectorAll<HTMLElement>('button.tile'),
  ])

const moves: Readonly<Record<string, { readonly queries: number; readonly tiles: number }>> = {
  j: { queries: 1, tiles: 0 },
  ArrowDown: { queries: 1, tiles: 0 },
  k: { queries: -1, tiles: 0 },
  ArrowUp: { queries: -1, tiles: 0 },
  ArrowRight: { queries: 0, tiles: 1 },
  ArrowLeft: { queries: 0, tiles: -1 },
}

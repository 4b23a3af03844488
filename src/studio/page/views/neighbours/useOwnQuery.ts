import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { SearchResult } from '../../../api.ts'
import { mostPictureBytes } from '../../../mostPictureBytes.ts'
import { send, type Unavailable } from '../../data/resource.ts'

/** A search with a picture of one's own. Neither the picture nor its answers stand in the address. */
export interface OwnQueryState {
  readonly result: SearchResult | null
  readonly complaint: string | null
  readonly searching: boolean
  readonly search: (picture: Blob) => void
  readonly complain: (complaint: string) => void
  readonly close: () => void
}

const tooLarge = `The picture may have at most ${mostPictureBytes / 1e6} million bytes: choose a smaller one.`

const nothing = { picture: null, result: null, complaint: null }

/** Searches among the images of some runs; again when other runs are chosen. @param runs by id */
export function useOwnQuery(runs: readonly string[]): OwnQueryState {
  const [state, setState] = useState<{
    readonly picture: Blob | null
    readonly result: SearchResult | null
    readonly complaint: string | null
  }>(nothing)
  const named = runs.join(',')
  const latest = useRef(0)
  const { picture } = state
  useEffect(() => {
    if (!picture) return
    const turn = ++latest.current
    const unlessLate = (next: Partial<typeof state>) => {
      if (turn === latest.current) setState((before) => ({ ...before, ...next }))
    }
    send<SearchResult>(`/api/search?${new URLSearchParams({ runs: named, k: '12' })}`, picture).then(
      (result) => unlessLate({ result, complaint: null }),
      (error: Unavailable) => unlessLate({ picture: null, result: null, complaint: error.message }),
    )
  }, [picture, named])
  // What was asked for before is waited for no longer.
  const begin = (next: typeof state) => {
    latest.current++
    setState(next)
  }
  const complain = useCallback((complaint: string) => begin({ ...nothing, complaint }), [])
  const search = useCallback(
    (given: Blob) => (given.size > mostPictureBytes ? complain(tooLarge) : begin({ ...nothing, picture: given })),
    [],
  )
  const close = useCallback(() => begin(nothing), [])
  const { result, complaint } = state
  return { result, complaint, searching: picture !== null && result === null, search, complain, close }
}

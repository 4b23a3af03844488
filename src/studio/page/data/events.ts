import { useEffect } from 'preact/hooks'
import type { StudioEvent } from '../../api.ts'
import { isReport } from './resource.ts'

const listeners = new Set<(event: StudioEvent) => void>()
const stream: { source: EventSource | null } = { source: null }

/** Hears what the server says by itself. The browser connects again when the server was away; then every listener hears `runs`. */
export function useEvents(hear: (event: StudioEvent) => void): void {
  useEffect(() => {
    if (isReport) return
    listeners.add(hear)
    stream.source ??= connect()
    return () => {
      listeners.delete(hear)
    }
  }, [hear])
}

function connect(): EventSource {
  const opened = new EventSource('/api/events')
  const tell = (event: StudioEvent) => {
    for (const hear of listeners) hear(event)
  }
  opened.onmessage = ({ data }) => tell(JSON.parse(data as string) as StudioEvent)
  opened.onopen = () => tell({ type: 'runs' })
  opened.onerror = () => {
    if (opened.readyState !== EventSource.CLOSED) return
    stream.source = null
    setTimeout(() => {
      stream.source ??= connect()
    }, 2000)
  }
  return opened
}

import './notice.css'
import type { ComponentChildren } from 'preact'

/** Something to be told: `bad` where it did not work, `wait` where it is on its way, `plain` where there is nothing to show. */
export function Notice({
  kind,
  children,
}: {
  readonly kind: 'bad' | 'wait' | 'plain'
  readonly children: ComponentChildren
}) {
  return (
    <div class={`notice ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}

import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** A dialog over the page for as long as it is there; then the focus goes back to where it was. No key pressed in it reaches the page.
 *  @param label what a screen reader calls it, or `labelledBy` the id of its heading @param outside whether a press beside it closes it */
export function Modal({
  class: name,
  label,
  labelledBy,
  outside = false,
  onClose,
  children,
}: {
  readonly class: string
  readonly label?: string
  readonly labelledBy?: string
  readonly outside?: boolean
  readonly onClose: () => void
  readonly children: ComponentChildren
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    dialog.current?.showModal()
    return () => {
      if (before?.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      class={name}
      aria-label={label}
      aria-labelledby={labelledBy}
      onClose={onClose}
      onClick={(event) => {
        if (outside && event.target === dialog.current) onClose()
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      {children}
    </dialog>
  )
}

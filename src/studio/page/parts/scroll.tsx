import type { ComponentChildren } from 'preact'

/** A box of what may be too wide for the page. The tab key reaches it, so that it is scrolled without a mouse too.
 *  @param label what a screen reader calls it */
export function Scroll({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section class="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}

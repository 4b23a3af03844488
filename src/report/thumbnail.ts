import { escapeHtml } from './escapeHtml.ts'
import type { Sprite } from './sprite.ts'

/** One tile of the sprite at any size: a background that is `columns` times as wide as its box. */
export function thumbnail(item: { readonly thumbnail: number }, sprite: Sprite | null, alt: string): string {
  const told = escapeHtml(alt)
  if (!sprite) return `<span class="thumb bare" role="img" aria-label="${told}" title="${told}">?</span>`
  const { columns, rows } = sprite
  const part = (i: number, n: number): string => (n > 1 ? `${((i / (n - 1)) * 100).toFixed(4)}%` : '0')
  const place = `${part(item.thumbnail % columns, columns)} ${part(Math.floor(item.thumbnail / columns), rows)}`
  return `<span class="thumb" role="img" aria-label="${told}" title="${told}" style="background-position:${place}"></span>`
}

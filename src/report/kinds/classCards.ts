import { escapeHtml } from '../escapeHtml.ts'
import type { KindsPageClass, KindsPageData, PageKind } from './data.ts'
import { strip } from './strip.ts'

/** Cards shown at once; the rest opens on demand. */
const atOnce = 12

/** What each state is called on a card. */
export const stateWords: Readonly<Record<string, string>> = {
  several: 'several kinds',
  collapsed: 'collapsed',
  one: 'one cloud',
  compact: 'one compact kind',
  few: 'too few images',
}

/** A card for each class that is shown in pictures: its verdict, and a row of images for each kind. */
export function classCards(data: KindsPageData): string {
  const cards = data.classes.filter(({ shown }) => shown.length > 0).map((one) => card(one, data))
  if (cards.length === 0) return ''
  const more = cards.slice(atOnce)
  const rest = more.length
    ? `<details><summary>${more.length} more ${more.length === 1 ? 'class' : 'classes'}</summary><div class="classes">${more.join('')}</div></details>`
    : ''
  return `<div class="classes">${cards.slice(0, atOnce).join('')}</div>${rest}`
}

function card(one: KindsPageClass, data: KindsPageData): string {
  const kinds = one.shown.map((kind) => kindRow(kind, data))
  return `<article class="class ${one.state}"><header><h3><bdi>${escapeHtml(one.name)}</bdi></h3><em class="tag">${stateWords[one.state] ?? ''}</em></header><p class="small">${escapeHtml(one.verdict)}</p>${kinds.join('')}</article>`
}

function kindRow(kind: PageKind, { sprite }: KindsPageData): string {
  const count = `${kind.images.toLocaleString('en')} image${kind.images === 1 ? '' : 's'}`
  const mostly = kind.mostly ? `<span><bdi>${escapeHtml(kind.mostly)}</bdi></span>` : ''
  const atypical = kind.atypical.length
    ? `<div class="atypical"><p>atypical</p>${strip(kind.atypical, sprite)}</div>`
    : ''
  return `<div class="kind"><p class="what"><b><bdi>${escapeHtml(kind.name)}</bdi></b> <span>${count}</span>${mostly}</p><div class="rows"><div class="typical"><p>typical</p>${strip(kind.typical, sprite)}</div>${atypical}</div></div>`
}

import { escapeHtml } from '../escapeHtml.ts'
import { format } from '../format.ts'
import { thumbnail } from '../thumbnail.ts'
import type { KindsPageData, PageError, PageImage, PagePair } from './data.ts'
import { strip } from './strip.ts'

const name = (text: string): string => `<bdi>${escapeHtml(text)}</bdi>`

/** A card for each likely label error: the image, what it is called, what it looks like, and the nearest images of both classes. */
export function errorCards({ errors, sprite }: KindsPageData): string {
  const big = (image: PageImage): string => thumbnail({ thumbnail: image.tile }, sprite, image.name)
  const card = ({ image, label, suggested, score, own, others }: PageError): string =>
    `<article class="error"><div class="big">${big(image)}</div><div class="told"><p><b>${name(suggested)}</b>? It is labelled <b>${name(label)}</b>.</p><p class="small">score ${format(score)} · ${name(image.name)}</p><div class="near"><div><p>of ${name(label)}</p>${strip(own, sprite)}</div><div><p>of ${name(suggested)}</p>${strip(others, sprite)}</div></div></div></article>`
  return errors.length === 0 ? '' : `<div class="errors">${errors.map(card).join('')}</div>`
}

/** A card for each pair of near-duplicates. */
export function duplicateCards({ duplicates, sprite }: KindsPageData): string {
  const card = ({ image, other, distance, exact, labels, agree }: PagePair): string => {
    const told = agree === false ? `${name(labels[0])} and ${name(labels[1])}` : name(labels[0])
    const tag = agree === false ? '<em class="tag">labels differ</em>' : ''
    return `<article class="pair">${strip([image, other], sprite)}<p>${told}${tag}</p><p class="small">${exact ? 'the same embedding' : `${format(distance)} apart`}</p><p class="small file">${name(image.name)}<br>${name(other.name)}</p></article>`
  }
  return duplicates.length === 0 ? '' : `<div class="pairs">${duplicates.map(card).join('')}</div>`
}

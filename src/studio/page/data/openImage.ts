import { currentRoute } from '../route.ts'
import { setParams } from './setParams.ts'

/** An image of a run. */
export interface ImagePlace {
  readonly run: string
  readonly row: number
}

const opened: { among: readonly ImagePlace[]; pushed: boolean } = { among: [], pushed: false }

/** Shows an image in the dialog, whatever the view: `image` of the address is RUN:ROW. Going back closes it.
 *  @param among images that arrow keys go through from there, such as those of the gallery that it stands in */
export function openImage(place: ImagePlace, among: readonly ImagePlace[] = []): void {
  opened.among = among
  const open = currentRoute().params.has('image')
  if (!open) opened.pushed = true
  move(place, { replace: open })
}

/** Goes to another image in the open dialog. */
export const turnTo = (place: ImagePlace): void => move(place, { replace: true })

/** Closes the dialog: goes back to where it was opened, or stays where the page began with it. */
export function closeImage(): void {
  if (!currentRoute().params.has('image')) return
  if (opened.pushed) history.back()
  else move(null, { replace: true })
  opened.pushed = false
}

/** The image that the address names, or null. */
export function imageOf(params: URLSearchParams): ImagePlace | null {
  const named = params.get('image')
  const colon = named?.lastIndexOf(':') ?? -1
  if (!named || colon < 1 || !/^\d+$/.test(named.slice(colon + 1))) return null
  return { run: named.slice(0, colon), row: Number(named.slice(colon + 1)) }
}

/** The images before and after this one, among those that it was opened from. */
export function besideImage({ run, row }: ImagePlace): { before: ImagePlace | null; after: ImagePlace | null } {
  const { among } = opened
  const at = among.findIndex((one) => one.run === run && one.row === row)
  return { before: among[at - 1] ?? null, after: at < 0 ? null : (among[at + 1] ?? null) }
}

function move(place: ImagePlace | null, how: { readonly replace: boolean }): void {
  setParams({ image: place && `${place.run}:${place.row}` }, how)
}

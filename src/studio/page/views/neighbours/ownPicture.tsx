import type { OwnQueryState } from './useOwnQuery.ts'

/** The picture that was searched with, as the server understood it. A press takes it away. */
export function OwnPicture({
  result,
  close,
  tabIndex,
}: Pick<OwnQueryState, 'result' | 'close'> & { readonly tabIndex: number }) {
  return (
    <button type="button" class="tile own-picture" tabIndex={tabIndex} onClick={close}>
      <img src={result?.picture} alt="" width={96} height={96} class="thumb" />
      <span class="tile-words">
        <b>your picture</b>
        <i>press to remove</i>
      </span>
    </button>
  )
}

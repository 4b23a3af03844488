import type { CurationHere } from './useCuration.ts'

/** Whether all that was decided is with the server, read out by a screen reader when it changes. */
export function SaveState({ here: { curation, unsaved, trouble, refused } }: { readonly here: CurationHere }) {
  const words =
    unsaved.length > 0
      ? `${unsaved.length} not saved yet${trouble ? '' : ' …'}`
      : curation && curation.revision > 0
        ? 'all saved'
        : ''
  return (
    <div class="save-state">
      <span class={unsaved.length > 0 ? 'chip waiting' : 'chip'} role="status">
        {words}
      </span>
      {(refused ?? trouble) && (
        <p class="trouble" role="alert">
          {refused ?? `${trouble}. What you decided is kept by this browser and sent again.`}
        </p>
      )}
    </div>
  )
}

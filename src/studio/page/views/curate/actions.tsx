import type { Action } from './actionsFor.ts'

/** What can be decided, each with its key. */
export function Actions({ actions }: { readonly actions: readonly Action[] }) {
  return (
    <fieldset class="actions">
      <legend class="sr">Decide</legend>
      {actions.map(({ keys, words, primary, act }) => (
        <button
          key={keys}
          type="button"
          class={primary ? 'button primary' : 'button'}
          aria-keyshortcuts={keys}
          onClick={act}
        >
          <span>
            <bdi>{words}</bdi>
          </span>
          <kbd>{keys}</kbd>
        </button>
      ))}
    </fieldset>
  )
}

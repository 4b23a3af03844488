import { Modal } from '../../parts/modal.tsx'
import type { Action } from './actionsFor.ts'

const everywhere: readonly (readonly [string, string])[] = [
  ['j or →', 'Next item'],
  ['p or ←', 'Previous item'],
  ['u', 'Undo the last decision'],
  ['shift u', 'Redo it'],
  ['?', 'These keys'],
]

/** The keys of the queue that is looked at. */
export function Shortcuts({ actions, onClose }: { readonly actions: readonly Action[]; readonly onClose: () => void }) {
  return (
    <Modal class="shortcuts" labelledBy="shortcuts-heading" onClose={onClose}>
      <div class="inside">
        <header>
          <h2 id="shortcuts-heading">Keys</h2>
          <button type="button" class="button" aria-label="close" onClick={onClose}>
            ✕
          </button>
        </header>
        <dl>
          {[...actions.map(({ keys, words }) => [keys, words] as const), ...everywhere].map(([keys, words]) => (
            <div key={keys} class="key">
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>
                <bdi>{words}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Modal>
  )
}

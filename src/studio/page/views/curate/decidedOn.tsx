import { decisionWords } from './decisionWords.ts'
import { type Item, subjectsOf } from './queues.ts'
import type { CurationHere } from './useCuration.ts'

/** Which image of a pair is decided on, by its place among the subjects. */
const which = ['', 'the left one ', 'the right one ']

/** What is decided on an item, and how to take it back. */
export function DecidedOn({
  item,
  here,
  onRevoked,
}: {
  readonly item: Item
  readonly here: CurationHere
  readonly onRevoked: () => void
}) {
  return (
    <>
      {subjectsOf(item).map((subject, i) => {
        const found = here.on(subject)
        if (!found) return null
        const { decision, made } = found
        return (
          <p key={subject} class="decided">
            <span>
              Decided:{' '}
              <bdi>
                {which[i]}
                {decisionWords(decision, made?.was ?? null)}
                {made ? '' : ' (not saved yet)'}
              </bdi>
            </span>
            {made && (
              <button
                type="button"
                class="button"
                onClick={() => {
                  here.revoke(made)
                  onRevoked()
                }}
              >
                Take back
              </button>
            )}
          </p>
        )
      })}
    </>
  )
}

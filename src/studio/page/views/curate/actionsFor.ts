import type { Decision } from '../../../api.ts'
import type { Item } from './queues.ts'

/** Something that can be decided on an item, by a button or by a key. */
export interface Action {
  readonly keys: string
  readonly words: string
  readonly primary: boolean
  readonly act: () => void
}

/** What can be decided on an item.
 *  @param ways how a decision is taken, a name is typed, and an item is left for later */
export function actionsFor(
  item: Item,
  ways: { readonly decide: (decision: Decision) => void; readonly type: () => void; readonly later: () => void },
): Action[] {
  const { decide, type, later } = ways
  const action = (keys: string, words: string, act: () => void, primary = false): Action => ({
    keys,
    words,
    act,
    primary,
  })
  switch (item.queue) {
    case 'errors': {
      const { row, error } = item
      return [
        action('a', `Accept: ${error.suggested}`, () => decide({ do: 'relabel', row, label: error.suggested }), true),
        action('k', 'Keep the label', () => decide({ do: 'keep', row })),
        action('l', 'Another label', type),
        action('x', 'Leave it out', () => decide({ do: 'leave out', row })),
        action('s', 'Later', later),
      ]
    }
    case 'image': {
      const { row } = item
      return [
        action('k', 'Keep the label', () => decide({ do: 'keep', row })),
        action('l', 'Another label', type, true),
        action('x', 'Leave it out', () => decide({ do: 'leave out', row })),
      ]
    }
    case 'pairs': {
      const { a, b } = item.pair
      return [
        action('k', 'Keep both', () => decide({ do: 'keep both', a, b })),
        action('1', 'Leave the left out', () => decide({ do: 'leave out', row: a })),
        action('2', 'Leave the right out', () => decide({ do: 'leave out', row: b })),
        action('s', 'Later', later),
      ]
    }
    case 'kinds': {
      const { kind } = item
      return [
        action('n', 'Name it', type, true),
        action('r', 'It is none', () => decide({ do: 'refuse kind', kind })),
        action('s', 'Later', later),
      ]
    }
  }
}

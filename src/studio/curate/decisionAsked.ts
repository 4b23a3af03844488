import { z } from 'zod'
import { checked } from '../../checked.ts'
import { demand } from '../../errors.ts'
import type { Decision } from '../api.ts'

const row = z.int().nonnegative()
const words = z.string().max(500)

const schema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('relabel'), row, label: words }),
  z.object({ do: z.literal('keep'), row }),
  z.object({ do: z.literal('leave out'), row }),
  z.object({ do: z.literal('keep both'), a: row, b: row }),
  z.object({ do: z.literal('name kind'), kind: row, name: words }),
  z.object({ do: z.literal('refuse kind'), kind: row }),
])

/** What a decision may speak of. */
export interface Known {
  readonly rows: number
  readonly kinds: number
  /** Classes of the label that is curated. */
  readonly classes: readonly string[]
}

/** A decision as the page sent it. Fails, saying what is wrong, on anything else, on rows and kinds that there are not, and on names
 *  that nobody could read again: empty ones, and new ones with line breaks or other signs that do not show. */
export function decisionAsked(body: unknown, { rows, kinds, classes }: Known): Decision {
  const who = 'decision'
  const rule = 'must say what to do, with an image or a kind'
  const decision = checked(schema, body, { who, rule, remedy: 'load the page again' })
  const remedy = 'the run was prepared anew: load the page again'
  const known = (row: number): void =>
    demand(row < rows, { who, rule: `rows go from 0 to ${rows - 1}`, value: row, remedy })
  switch (decision.do) {
    case 'keep both':
      known(decision.a)
      known(decision.b)
      demand(decision.a !== decision.b, { who, rule: 'a pair is of two images', value: decision.a })
      return decision
    case 'name kind':
    case 'refuse kind':
      demand(decision.kind < kinds, {
        who,
        rule: kinds === 0 ? 'this run has no kinds' : `kinds go from 0 to ${kinds - 1}`,
        value: decision.kind,
        remedy,
      })
      return decision.do === 'name kind' ? { ...decision, name: readable(decision.name, 'the name', []) } : decision
    case 'relabel':
      known(decision.row)
      return { ...decision, label: readable(decision.label, 'the label', classes) }
    default:
      known(decision.row)
      return decision
  }
}

/** Text that a person typed, without blanks around it; the names of classes that there are stay as they are. */
function readable(text: string, what: string, classes: readonly string[]): string {
  if (classes.includes(text)) return text
  const typed = text.normalize('NFC').trim()
  demand(typed !== '', { who: what, rule: 'must not be empty' })
  demand(!/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(typed), {
    who: what,
    rule: 'a new name must be one line of letters that show',
    value: JSON.stringify(typed),
    remedy: 'type it again',
  })
  return typed
}

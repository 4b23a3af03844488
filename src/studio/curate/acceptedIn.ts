import { corrections } from '../../runs/corrections.ts'
import type { CurationNow } from './curationNow.ts'
import type { NamedDecision } from './journalEvent.ts'

/** The rows of a label-errors.csv, as `nearkin kinds` writes it, that a person accepted, as decisions; those that are in force already
 *  are left out. Fails, naming the row, on what {@link corrections} fails on. */
export async function acceptedIn(file: string, { run, level, rows, standing }: CurationNow): Promise<NamedDecision[]> {
  const places = new Map<string, { row: number; path: string | null }>()
  for await (const { from, records } of run.blocks())
    for (const [i, { name, path }] of records.entries()) places.set(name, { row: from + i, path })
  const accepted = await corrections(file, { names: [...places.keys()] }, level)
  return [...accepted].flatMap(([name, label]) => {
    const { row, path } = places.get(name)!
    rows.set(name, row)
    const was = level.classes[level.of[row]!] ?? null
    const decision: NamedDecision = { do: 'relabel', image: { name, path }, label, was }
    const before = standing.on(decision)?.decision
    return before?.do === 'relabel' && before.label === label ? [] : [decision]
  })
}

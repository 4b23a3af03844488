import type { Skipped } from '../data/dataset.ts'
import { printable } from '../printable.ts'

/** As many are listed as one still reads. */
const most = 20

/** What was left out, counted and listed; nothing where nothing was. */
export function skippedText(skipped: readonly Skipped[]): string {
  if (skipped.length === 0) return ''
  const lines = skipped.slice(0, most).map(({ name, reason }) => `  ${printable(name)}: ${printable(reason)}`)
  if (skipped.length > most) lines.push(`  and ${skipped.length - most} more`)
  return `left out: ${skipped.length}\n${lines.join('\n')}\n`
}

import type { CheckedRow } from './checkFile.ts'

export type Counts = Readonly<Record<'passed' | 'failed' | 'unsupported', number>>

export function countsOf(rows: readonly CheckedRow[]): Counts {
  const of = (status: CheckedRow['status']): number => rows.filter((row) => row.status === status).length
  return { passed: of('passed'), failed: of('failed'), unsupported: of('unsupported') }
}

/** What is printed of one file: how many rows passed, failed and are not yet supported, these by name, those each. */
export function reportOf(name: string, rows: readonly CheckedRow[]): string {
  const counts = countsOf(rows)
  const lines = [
    `${name}: ${rows.length} rows, ${counts.passed} passed, ${counts.failed} failed, ${counts.unsupported} not yet supported`,
  ]
  if (counts.unsupported > 0) lines.push(`  not yet supported: ${unsupportedNames(rows).join(', ')}`)
  for (const { status, row, detail } of rows)
    if (status === 'failed') lines.push(`  failed: ${name}, ${row}: ${detail}`)
  return lines.join('\n')
}

/** The closing line. */
export function closing(counts: readonly Counts[]): string {
  const sum = (status: keyof Counts): number => counts.reduce((all, one) => all + one[status], 0)
  const [passed, failed, unsupported] = [sum('passed'), sum('failed'), sum('unsupported')]
  return `rows ${passed + failed + unsupported}, passed ${passed}, failed ${failed}, unsupported ${unsupported}`
}

function unsupportedNames(rows: readonly CheckedRow[]): string[] {
  const names = new Map<string, number>()
  for (const { status, detail } of rows) if (status === 'unsupported') names.set(detail, (names.get(detail) ?? 0) + 1)
  return [...names].map(([name, count]) => `${name} x ${count}`)
}

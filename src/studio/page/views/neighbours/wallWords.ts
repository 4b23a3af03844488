import type { WallCounts } from '../../../api.ts'

/** Something that is said of the queries, and the filter that shows those it is said of. */
export interface WallSentence {
  readonly words: string
  readonly queries: number
  readonly filter: Readonly<Record<'show' | 'wrong' | 'right', string | null>>
}

/** How the runs do on the queries, in words: `of 1,210 queries 214 fail under A`, and for two runs or more, of each pair, what the one
 *  finds that the other misses. @param runs id and name, in the order of the counts */
export function wallWords(
  { queries, wrong, turned }: WallCounts,
  runs: readonly { readonly id: string; readonly name: string }[],
): { readonly failing: string; readonly turned: readonly WallSentence[] } {
  const parts = runs.map(({ name }, i) => `${number(wrong[i]!)} ${wrong[i] === 1 ? 'fails' : 'fail'} under ${name}`)
  const failing = `Of ${number(queries)} ${queries === 1 ? 'query' : 'queries'} ${listed(parts)}.`
  return {
    failing,
    turned: runs.flatMap((a, i) => runs.flatMap((b, j) => (i === j ? [] : sentence(a, b, turned[i]![j]!)))),
  }
}

function sentence(missing: Named, finding: Named, queries: number): WallSentence {
  return {
    words: `missed by ${missing.name}, found by ${finding.name}`,
    queries,
    filter: { show: 'turned', wrong: missing.id, right: finding.id },
  }
}

interface Named {
  readonly id: string
  readonly name: string
}

const number = (n: number): string => n.toLocaleString('en')

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

import type { ClassKind, ClassList, ClassPage } from '../api.ts'

/** What is said of the classes of a run. */
export interface ClassesTold {
  readonly list: ClassList
  readonly pages: readonly ClassPage[]
}

type Pairs = ClassPage['confusedWith'][number]['pairs']

/** Images of a class page at its most generous: typical and atypical ones of a kind, pairs of a confusion, and confusions. */
const [typical, atypical, pairs, confusions] = [6, 3, 2, 6]

/** The classes of a run with fewer images: a share of what a report has room for at its most generous, the first of each list. All
 *  numbers stay those of the whole run. */
export function trimmedClasses({ list, pages }: ClassesTold, share: number): ClassesTold {
  const some = <T>(of: readonly T[], most: number): readonly T[] => of.slice(0, Math.ceil(most * share))
  const kind = (one: ClassKind): ClassKind => ({
    ...one,
    typical: some(one.typical, typical),
    atypical: some(one.atypical, atypical),
  })
  const shown = <T extends { readonly pairs: Pairs }>(of: readonly T[]): T[] =>
    of.slice(0, confusions).map((one) => ({ ...one, pairs: some(one.pairs, pairs) }))
  return {
    list,
    pages: pages.map((page) => ({
      ...page,
      kindsFound: page.kindsFound.map(kind),
      confusedWith: shown(page.confusedWith),
      finerConfusions: shown(page.finerConfusions),
    })),
  }
}

/** Rows of all images that the pages show. */
export const rowsOfClasses = ({ pages }: ClassesTold): number[] =>
  pages.flatMap(({ kindsFound, confusedWith, finerConfusions }) => [
    ...kindsFound.flatMap((kind) => [...kind.typical, ...kind.atypical]),
    ...[...confusedWith, ...finerConfusions].flatMap((one) =>
      one.pairs.flatMap(({ query, nearest }) => [query, nearest]),
    ),
  ])

/** The same with other numbers for the rows. */
export function renumberedClasses({ list, pages }: ClassesTold, place: (row: number) => number): ClassesTold {
  const renumbered = <T extends { readonly pairs: Pairs }>(of: readonly T[]): T[] =>
    of.map((one) => ({
      ...one,
      pairs: one.pairs.map((pair) => ({ ...pair, query: place(pair.query), nearest: place(pair.nearest) })),
    }))
  return {
    list,
    pages: pages.map((page) => ({
      ...page,
      kindsFound: page.kindsFound.map((kind) => ({
        ...kind,
        typical: kind.typical.map(place),
        atypical: kind.atypical.map(place),
      })),
      confusedWith: renumbered(page.confusedWith),
      finerConfusions: renumbered(page.finerConfusions),
    })),
  }
}

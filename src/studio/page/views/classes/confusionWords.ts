import type { ClassPage } from '../../../api.ts'

/** Why a class is confused inside, in words: the two finer classes that are taken for one another most, how often either way, and the
 *  kinds that hold both, which is where the embedding does not tell them apart. Empty where nothing is confused.
 *  @param nameOf writes a finer class */
export function confusionWords(
  { finerConfusions, kindsFound }: Pick<ClassPage, 'finerConfusions' | 'kindsFound'>,
  nameOf: (name: string) => string,
): string {
  const most = mostConfused(finerConfusions)
  if (!most) return ''
  const [a, b] = [nameOf(most.of), nameOf(most.takenFor)]
  const back = finerConfusions.find(({ of, takenFor }) => of === most.takenFor && takenFor === most.of)
  const ways = back
    ? `${a} for ${b} in ${often(most)} of its queries, the other way round in ${often(back)}`
    : `${a} for ${b} in ${often(most)} of its queries, never the other way round`
  const both = kindsFound.flatMap(({ finer }, i) => {
    const [of, takenFor] = [most.of, most.takenFor].map((name) => finer.find((one) => one.name === name)?.images ?? 0)
    return of! > 0 && takenFor! > 0 ? [`kind ${i + 1} (${of} and ${takenFor})`] : []
  })
  const mixed =
    kindsFound.length < 2 || both.length === 0
      ? ''
      : ` ${both.length === 1 ? 'One kind holds' : `${both.length} kinds hold`} images of both: ${listed(both)}.`
  return `Most taken for one another: ${ways}.${mixed}`
}

type Confusions = ClassPage['finerConfusions']

/** The more frequent way of the pair that is confused most, both ways taken together. */
function mostConfused(confusions: Confusions): Confusions[number] | undefined {
  const together = ({ of, takenFor, queries }: Confusions[number]) =>
    queries + (confusions.find((one) => one.of === takenFor && one.takenFor === of)?.queries ?? 0)
  return [...confusions].sort((a, b) => together(b) - together(a) || b.queries - a.queries)[0]
}

const often = ({ share }: Confusions[number]): string => `${Math.round(100 * share)} %`

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

import type { Tested } from '../evaluate/tellApart.ts'
import type { Standing } from '../runs/standing.ts'

/** Names in a list of those that a method is ahead of; more are counted. */
const mostNamed = 6

/** What is told of methods: their names, and by which metric they were tested. */
export interface Told extends Pick<Standing, 'over' | 'pairs'> {
  readonly contenders: readonly { readonly name: string }[]
  /** The first decides. */
  readonly columns: readonly Pick<Standing['columns'][number], 'name' | 'better'>[]
}

/** Who is told apart, how many pairs are not, and by what test: without a full stop, and a sentence for each method that is ahead
 *  of another. */
export function apartWords({ contenders, columns, pairs, over }: Told): {
  readonly heading: string
  readonly ahead: readonly string[]
} {
  const { name, better } = columns[0]!
  const sign = better === 'lower' ? -1 : 1
  const apart = pairs.filter((pair) => pair.apart)
  const ahead = contenders.flatMap((contender, i) => {
    const behind = apart.flatMap(({ a, b, mean }) => {
      const [winner, loser] = sign * mean > 0 ? [a, b] : [b, a]
      return winner === i ? [contenders[loser]!.name] : []
    })
    const names = behind.length > mostNamed ? `${behind.length} others` : behind.map((one) => `'${one}'`).join(', ')
    return behind.length === 0 ? [] : [`'${contender.name}' is ahead of ${names}`]
  })
  const total = `${pairs.length} ${pairs.length === 1 ? 'pair' : 'pairs'}`
  const test = over === 'queries' ? 'randomization test' : 'paired t'
  const told = `Told apart by ${name}: ${apart.length} of ${total} (${test}, 5 % over all of them by Holm's correction)`
  return { heading: told, ahead }
}

/** '+0.034 ± 0.012', or '+0.034 (+0.021 to +0.047)' where it is not the same to both sides. */
export function differenceWords(tested: Tested | null): string {
  if (tested === null) return '–'
  const { mean, low, high } = tested
  if (Math.abs(high + low - 2 * mean) < 1e-9) return `${signed(mean)} ± ${(high - mean).toFixed(3)}`
  return `${signed(mean)} (${signed(low)} to ${signed(high)})`
}

function signed(value: number): string {
  const plain = value.toFixed(3)
  if (Number(plain) === 0) return plain.replace('-', '')
  return value > 0 ? `+${plain}` : plain
}

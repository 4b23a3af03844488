import { formatInterval } from '../../evaluate/formatInterval.ts'
import { interval } from '../../evaluate/interval.ts'
import { pairedTest } from '../../evaluate/pairedTest.ts'
import type { Tested } from '../../evaluate/tellApart.ts'
import { tellApart } from '../../evaluate/tellApart.ts'
import { testedOver } from '../../evaluate/testedOver.ts'
import { apartText } from '../apartText.ts'
import { differenceWords } from '../standingWords.ts'
import { table } from '../table.ts'
import { wrapped } from '../wrapped.ts'
import type { FinalValues } from './finals.ts'

/** By the names of methods, the values of their seeds. */
export type Finals = ReadonlyMap<string, ReadonlyMap<number, FinalValues>>

/** The best of each method by the test images, over the seeds, in each way of judging: what each is worth, its difference to the first
 *  that is there (the features alone, where methods stand on such), and who is told apart. */
export function finalText(finals: Finals, seeds: number): string {
  const first = [...finals.values()].flatMap((one) => [...one.values()])[0]
  return Object.keys(first ?? {})
    .map((way) => wayText(finals, way, Object.keys(first![way]!), seeds))
    .join('\n\n')
}

function wayText(finals: Finals, way: string, columns: readonly string[], seeds: number): string {
  const names = [...finals.keys()]
  const valuesOf = (name: string, column: string): Map<number, number> =>
    new Map(
      [...finals.get(name)!].flatMap(([seed, values]) => {
        const value = values[way]?.[column] ?? null
        return value === null ? [] : [[seed, value] as const]
      }),
    )
  const test = (a: string, b: string, column: string): Tested | null => {
    const [x, y] = [valuesOf(a, column), valuesOf(b, column)]
    const shared = [...x.keys()].filter((seed) => y.has(seed))
    if (shared.length < 2) return null
    const of = (values: Map<number, number>): number[] => shared.map((seed) => values.get(seed)!)
    return testedOver(pairedTest(of(x), of(y)))
  }
  const over = seeds === 1 ? 'one seed, so without intervals' : `mean and 95 % interval (t) over ${seeds} seeds`
  const values = names.map((name) => [name, ...columns.map((column) => shown([...valuesOf(name, column).values()]))])
  const [baseline, ...others] = names
  const differences = others.map((name) => [
    name,
    ...columns.map((column) => differenceWords(test(name, baseline!, column))),
  ])
  return [
    wrapped(`${words[way] ?? way}: ${over}.`),
    table(['', ...columns], [values]),
    ...(others.length > 0 && seeds > 1
      ? [
          wrapped(`Difference to ${baseline}, paired over the seeds:`),
          table(['', ...columns], [differences]),
          apartText({
            contenders: names.map((name) => ({ name })),
            columns: [{ name: columns[0]!, better: 'higher' }],
            pairs: tellApart(names, (a, b) => test(a, b, columns[0]!)),
            over: 'seeds',
          }),
        ]
      : []),
  ].join('\n\n')
}

/** A method that was not repeated, as the features alone, has no interval. */
function shown(values: readonly number[]): string {
  if (values.length === 0) return '–'
  const same = new Set(values).size === 1
  return same ? values[0]!.toFixed(3) : formatInterval(interval(values))
}

const words: Readonly<Record<string, string>> = {
  test: 'By the test images',
  separated: 'By the test images, separated (the models of the folds each by itself, their mean)',
  concatenated: 'By the test images, concatenated (the models of the folds as one embedding)',
}

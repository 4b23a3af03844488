import { demand } from '../src/errors.ts'
import { formatInterval } from '../src/evaluate/formatInterval.ts'
import type { Cell } from '../src/theory/cells.ts'
import { cellsOf } from '../src/theory/cells.ts'
import type { CollapseExperimentRun } from '../src/theory/collapseExperiment.ts'
import { collapseFigures } from '../src/theory/figures/collapseFigures.ts'
import { percent } from '../src/theory/figures/svg.ts'
import { bracketFigure } from './bracketFigure.ts'
import { main } from './theoryRuns.ts'

/** What docs/images/theory/numbers.json holds. */
export interface TheoryNumbers {
  readonly main: readonly CollapseExperimentRun[]
  readonly onset: readonly Cell[]
  /** By the name of what was changed. */
  readonly variations: Record<string, readonly Cell[]>
}

/** The figures of the page, by the names of their files. */
export const figuresOf = (numbers: TheoryNumbers): { readonly name: string; readonly svg: string }[] => [
  { name: 'brackets', svg: bracketFigure(0.2) },
  ...collapseFigures(numbers.main, main),
]

/** The page with its tables made of the numbers: each stands between `<!-- table: NAME -->` and `<!-- end -->`.
 *  Fails on a name that there is not. */
export function withTables(page: string, numbers: TheoryNumbers): string {
  const tables: Readonly<Record<string, () => string>> = {
    main: () => mainTable(cellsOf(numbers.main)),
    onset: () => onsetTable(numbers.onset),
    variations: () => variationTable(numbers.variations),
  }
  return page.replace(
    /(<!-- table: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, open: string, name: string, end: string) => {
      const table = tables[name]
      demand(table, { who: 'docs/theory.md', rule: `has no table ${Object.keys(tables).join(', ')}`, value: name })
      return `${open}\n${table()}\n\n${end}`
    },
  )
}

const lines = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

function mainTable(cells: readonly Cell[]): string {
  return lines(
    ['loss', 'positives', 'wrong labels', 'within / between', 'kinds', 'collapsed', 'loss / collapsed', 'proven'],
    cells.map((cell) => [
      `\`${cell.loss}\``,
      cell.positives,
      percent(cell.noise),
      formatInterval(cell.ratio),
      cell.groups.toFixed(1),
      `${cell.collapsed} of ${cell.runs}`,
      cell.lossRatio ? formatInterval(cell.lossRatio) : '',
      cell.statement ?? '',
    ]),
  )
}

function onsetTable(cells: readonly Cell[]): string {
  return lines(
    ['loss', 'wrong labels', 'within / between', 'collapsed', 'loss / collapsed', 'steps ran out'],
    cells.map((cell) => [
      `\`${cell.loss}\``,
      percent(cell.noise),
      formatInterval(cell.ratio),
      `${cell.collapsed} of ${cell.runs}`,
      cell.lossRatio ? formatInterval(cell.lossRatio) : '',
      String(cell.unfinished),
    ]),
  )
}

function variationTable(variations: Readonly<Record<string, readonly Cell[]>>): string {
  const rows = Object.entries(variations).flatMap(([name, cells]) =>
    [...new Set(cells.map(({ loss }) => loss))].map((loss, i) => {
      const of = (positives: string): string[] => {
        const cell = cells.find((one) => one.loss === loss && one.positives === positives)!
        return [
          cell.ratio.mean.toFixed(2),
          cell.kept.toFixed(2),
          `${cell.collapsed} of ${cell.runs}`,
          cell.lossRatio!.mean.toFixed(2),
          cell.statement ?? '',
        ]
      }
      return [i === 0 ? name : '', `\`${loss}\``, ...of('all'), ...of('easiest')]
    }),
  )
  const head = ['ratio', 'kept', 'collapsed', 'loss', 'proven']
  return lines(['', 'loss', ...head.map((one) => `all: ${one}`), ...head.map((one) => `easiest: ${one}`)], rows)
}

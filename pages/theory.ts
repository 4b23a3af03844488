/** @file `npm run theory`: runs the experiments of docs/theory.md anew, writes their numbers and figures to
 *  docs/images/theory, and the tables into the page. Some ten minutes; `npm run theory -- NAME..` runs those of these names
 *  anew (main, onset, or a variation's), `npm run theory -- none` writes figures and tables of the numbers that are there. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readJson, writeAtomically } from '../src/files.ts'
import { cellsOf } from '../src/theory/cells.ts'
import type { CollapseExperimentOptions, CollapseExperimentRun } from '../src/theory/collapseExperiment.ts'
import { collapseExperiment, runsIn } from '../src/theory/collapseExperiment.ts'
import { progress } from '../src/train/progress.ts'
import type { TheoryNumbers } from './theoryPage.ts'
import { figuresOf, withTables } from './theoryPage.ts'
import { main, onset, variations } from './theoryRuns.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(root, 'docs/images/theory')
const file = join(folder, 'numbers.json')
const names = process.argv.slice(2)

const held = existsSync(file) ? (readJson(file) as TheoryNumbers) : undefined

/** Runs an experiment unless its numbers are there and it was not named. */
async function unlessHeld<T>(
  name: string,
  options: CollapseExperimentOptions,
  there: T | undefined,
  of: (runs: CollapseExperimentRun[]) => T,
): Promise<T> {
  if (there !== undefined && names.length > 0 && !names.includes(name)) return there
  const shown = progress({ total: runsIn(options), unit: 'runs', label: name })
  const runs = await collapseExperiment(options, { onRun: (_, done) => shown.update(done) })
  shown.done()
  return of(runs)
}

mkdirSync(folder, { recursive: true })
const numbers: TheoryNumbers = {
  main: await unlessHeld('main', main, held?.main, (runs) => runs),
  onset: await unlessHeld('onset', onset, held?.onset, cellsOf),
  variations: {},
}
for (const [name, options] of Object.entries(variations))
  numbers.variations[name] = await unlessHeld(name, options, held?.variations[name], cellsOf)

const rows = (entries: readonly object[]): string =>
  `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`
const others = Object.entries(numbers.variations).map(([name, cells]) => `${JSON.stringify(name)}: ${rows(cells)}`)
const text = `{"main": ${rows(numbers.main)},\n"onset": ${rows(numbers.onset)},\n"variations": {${others.join(',\n')}}}\n`
writeAtomically(file, text)
// As who reads the file finds them.
const written = JSON.parse(text) as TheoryNumbers
for (const { name, svg } of figuresOf(written)) writeAtomically(join(folder, `${name}.svg`), svg)
const page = join(root, 'docs/theory.md')
if (existsSync(page)) writeAtomically(page, withTables(readFileSync(page, 'utf8'), written))

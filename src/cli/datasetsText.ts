import type { BenchmarkCheck } from '../data/checkBenchmark.ts'
import type { Skipped } from '../data/dataset.ts'
import type { Description } from '../data/describe.ts'
import type { Benchmark } from '../data/formats/benchmarks.ts'
import { printable } from '../printable.ts'
import { levelWords } from '../runs/levelWords.ts'
import { table } from './table.ts'
import { wrapped } from './wrapped.ts'

/** As many are listed as one still reads. */
const most = 20

const count = (n: number): string => n.toLocaleString('en')

/** The benchmarks, with what a copy holds, where it comes from, and how it is named. */
export function benchmarksText(benchmarks: readonly Benchmark[]): string {
  return benchmarks
    .map(({ prefix, title, what, source, from, licence, folder, images, classes, parts }) => {
      const levels = Object.entries(classes).map(([level, n]) => `${count(n)} ${levelWords(level).many}`)
      const split = Object.entries(parts).map(
        ([name, [n, own]]) => `${name} ${count(n)}${own === null ? '' : ` of ${count(own)}`}`,
      )
      return [
        `${title}: ${what} (${source})`,
        `${count(images)} images, ${levels.join(', ')}: ${split.join(', ')}`,
        `licence: ${licence}`,
        `from: ${from}`,
        `folder: ${folder}`,
        `named: ${prefix}:FOLDER`,
      ]
        .map((line, i) => (i === 0 ? wrapped(line) : `  ${wrapped(line, { width: 98, indent: '    ' })}`))
        .join('\n')
    })
    .join('\n\n')
}

/** What a folder or manifest holds. */
export function descriptionText({ name, images, levels, parts, passedOver }: Description): string {
  const sections = [`${printable(name)}: ${count(images)} images`]
  if (levels.length > 0)
    sections.push(
      table(
        ['label level', 'classes', 'fewest images'],
        [
          levels.map(({ name: level, classes, smallest: [least] }) => [
            level,
            count(classes),
            least ? `${count(least.images)} in ${shortened(least.name)}` : '',
          ]),
        ],
      ),
    )
  else sections.push('no labels: nothing to train on')
  if (parts.length > 0)
    sections.push(
      table(
        ['split', 'images', `classes of ${levels.at(-1)?.name ?? 'none'}`],
        [
          parts.map(({ split, images: n, classes }) => [
            split ?? 'none',
            count(n),
            classes === null ? '' : count(classes),
          ]),
        ],
      ),
    )
  const small = levels.at(-1)?.smallest ?? []
  if (small.length > 1)
    sections.push(
      `the smallest classes of ${levels.at(-1)!.name}\n${small.map((one) => `  ${count(one.images)}  ${printable(one.name)}`).join('\n')}`,
    )
  if (passedOver.length > 0) sections.push(listed('columns that are no label levels', passedOver))
  return sections.join('\n\n')
}

/** A copy of a benchmark beside what is published of it. */
export function checkText({ title }: Benchmark, { counts, missing, extra, complete }: BenchmarkCheck): string {
  const rows = counts.map(({ what, published, found }) => [
    what,
    count(published),
    count(found),
    found === published
      ? 'as published'
      : `${count(Math.abs(found - published))} too ${found < published ? 'few' : 'many'}`,
  ])
  const sections = [title, table(['', 'published', 'found', ''], [rows])]
  if (missing.length > 0) sections.push(listed('listed, and missing or left out', missing))
  if (extra.length > 0)
    sections.push(
      listed(
        'beside the lists, and not read',
        extra.map((name) => ({ name, reason: '' })),
      ),
    )
  sections.push(complete ? 'complete' : 'not complete')
  return sections.join('\n\n')
}

function listed(title: string, entries: readonly Skipped[]): string {
  const lines = entries
    .slice(0, most)
    .map(({ name, reason }) => `  ${printable(name)}${reason === '' ? '' : `: ${printable(reason)}`}`)
  if (entries.length > most) lines.push(`  and ${count(entries.length - most)} more`)
  return `${title}: ${count(entries.length)}\n${lines.join('\n')}`
}

const shortened = (name: string): string => (name.length > 40 ? `…${name.slice(-39)}` : name)

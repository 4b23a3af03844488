import type { Command } from 'commander'
import { type BenchmarkCheck, checkBenchmark } from '../../data/checkBenchmark.ts'
import { describe } from '../../data/describe.ts'
import { type Benchmark, benchmarks } from '../../data/formats/benchmarks.ts'
import { openDataset } from '../../data/open.ts'
import { benchmarksText, checkText, descriptionText } from '../datasetsText.ts'
import { skippedText } from '../skippedText.ts'

/** `nearkin datasets`: which benchmarks are read and where they come from; whether a copy is complete; what a folder or a
 *  manifest holds. Exit code 1 where a copy is not complete. */
export function datasets(program: Command): void {
  program
    .command('datasets')
    .argument('[dataset]', 'a benchmark to check (cub:FOLDER), or a folder of images or a manifest to describe')
    .description('list the benchmarks and where they come from, check a copy of one, or describe a folder or manifest')
    .option('--json', 'print one JSON object')
    .action(async (spec: string | undefined, { json = false }: { json?: boolean }) => {
      const print = (value: object, text: string): void => {
        process.stdout.write(`${json ? JSON.stringify(value) : text}\n`)
      }
      const named = benchmarks.filter(({ prefix }) => spec === undefined || spec === prefix)
      if (named.length > 0) return print({ benchmarks: named }, benchmarksText(named))
      const benchmark = benchmarks.find(({ prefix }) => spec!.startsWith(`${prefix}:`))
      if (benchmark) {
        const check = await checked(spec!, benchmark)
        if (!check.complete) process.exitCode = 1
        return print({ dataset: spec, ...check }, checkText(benchmark, check))
      }
      const dataset = await openDataset(spec!)
      try {
        const description = describe(dataset)
        const { skipped } = dataset
        print(
          { dataset: spec, ...description, skipped },
          `${descriptionText(description)}\n${skippedText(skipped)}`.trimEnd(),
        )
      } finally {
        await dataset.close?.()
      }
    })
}

async function checked(spec: string, benchmark: Benchmark): Promise<BenchmarkCheck> {
  const dataset = await openDataset(spec)
  try {
    return await checkBenchmark(dataset, benchmark)
  } finally {
    await dataset.close?.()
  }
}

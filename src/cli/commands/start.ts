import type { Command } from 'commander'
import { compareRuns } from '../compareRuns.ts'
import { freshFolder, invocation, resumption } from '../invocation.ts'
import { settingsOf } from '../settings.ts'

/** One option changed at a time: first the positives, then the negatives. */
const ladder = [
  { positives: 'all', negatives: 'all' },
  { positives: 'easiest', negatives: 'all' },
  { positives: 'easiest', negatives: 'semihard' },
]

/** `nearkin start`: the main job on real data, what `npm start` runs. */
export function start(program: Command): void {
  program
    .command('start')
    .description(
      'train MNIST on odd and even, once with all and once with easiest positives, and see which finds digits never seen',
    )
    .option('--out <folder>', 'where the runs and the report go (default: a new folder in runs/)')
    .option('--resume', 'go on with the runs of --out')
    .option('--json', 'print one JSON object')
    .action(async ({ out = freshFolder('start'), resume = false, json = false }) => {
      const base = { dataset: 'mnist:', widths: [16, 32, 32, 32] }
      await compareRuns({
        methods: ladder.map((rules) => settingsOf({ ...base, ...rules })),
        seeds: [0, 1, 2],
        out,
        resume,
        json,
        words: {
          title: 'Odd and even in, digits out',
          subtitle:
            'One network, one loss, one option changed at a time: trained on digits 0 to 5 by odd and even alone, asked for single digits, 6 to 9 among them never seen.',
          command: invocation(['start']),
        },
        again: resumption(out),
      })
    })
}

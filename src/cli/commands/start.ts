import type { Command } from 'commander'
import { settingsOf } from '../../runs/settings.ts'
import { compareRuns } from '../compareRuns.ts'
import { freshFolder, invocation, resumption } from '../invocation.ts'

/** One option changed at a time: first the negatives, then the positives. */
const ladder = [
  { positives: 'all', negatives: 'all' },
  { positives: 'all', negatives: 'semihard' },
  { positives: 'easiest', negatives: 'semihard' },
]

/** `nearkin start`: the main job on real data, what `npm start` runs. */
export function start(program: Command): void {
  program
    .command('start')
    .description(
      'train MNIST on odd and even with all and with easiest positives, three seeds each, and see which finds digits never seen',
    )
    .option('--out <folder>', 'where the runs and the report go (default: a new folder in runs/)')
    .option('--resume', 'go on with the runs of --out')
    .option('--json', 'print one JSON object')
    .action(async ({ out = freshFolder('start'), resume = false, json = false }) => {
      // Small enough for nine trainings in three minutes; the rate falls to 0, so that a run's last steps are no dice.
      const base = { dataset: 'mnist:', widths: [16, 32, 32, 32], schedule: 'cosine' }
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

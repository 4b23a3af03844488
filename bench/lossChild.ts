/** @file One loss at one batch size, in a process of its own so that its memory is its own. Arguments: the loss (or
 *  'products'), B, the rule for positives and negatives ('all', or 'easiest' for the loss's own), steps. Prints JSON. */
import { readFileSync, writeFileSync } from 'node:fs'
import { lossCase, pairProducts } from './lossCase.ts'
import { median, timed } from './timing.ts'

const [name = '', batch = '', rule = 'all', steps = '20'] = process.argv.slice(2)

/** Milliseconds that one loss may take of timed steps. */
const budget = 2500

const before = resident('VmRSS')
try {
  // The peak so far is forgotten, so that what is read below is that of the loss.
  writeFileSync('/proc/self/clear_refs', '5')
} catch {
  // Not Linux: the peak of the process stands for that of the loss.
}
const { run, close } =
  name === 'products' ? await pairProducts(Number(batch)) : await lossCase(name, Number(batch), rule as 'all')
const [first] = await timed(run, { times: 1, warmup: 1 })
const times = Math.max(2, Math.min(Number(steps), Math.floor(budget / first!)))
const all = await timed(run, { times, warmup: 1 })
const peak = resident('VmHWM')
await close()
process.stdout.write(
  JSON.stringify({ ms: median(all), steps: times, peakMb: Math.max(0, peak - before), residentMb: peak }),
)

/** A figure of the process's memory, in MB. */
function resident(figure: string): number {
  try {
    const line = readFileSync('/proc/self/status', 'utf8').match(new RegExp(`${figure}:\\s+(\\d+)`))
    return (Number(line![1]) * 1024) / 1e6
  } catch {
    return (process.resourceUsage().maxRSS * 1024) / 1e6
  }
}

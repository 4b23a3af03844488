/** @file `npm run check:pytorch [-- --python FILE] [NAME ...]`: compares what we compute with what PyTorch and torchvision compute
 *  in the same run. Each check is a `NAME.ts` beside this file that exports `check`; it runs its `NAME.py`. */
import { parseArgs } from 'node:util'
import { check as augment } from './augment.ts'
import type { Check } from './check.ts'
import { check as exports } from './exports.ts'
import { check as imports } from './imports.ts'
import { check as networks } from './networks.ts'

const checks: Readonly<Record<string, Check>> = { augment, exports, imports, networks }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string', default: 'python3' },
    // Of the check of networks: which, their images' size, the batch, which random weights, and whether apart from kinks.
    networks: { type: 'string' },
    image: { type: 'string' },
    batch: { type: 'string' },
    seed: { type: 'string' },
    apart: { type: 'string' },
  },
})

for (const [name, check] of Object.entries(checks)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  process.stdout.write(`${name}:\n`)
  for await (const { what, passed, of } of await check(values.python, values)) {
    process.stdout.write(`  ${passed === of ? 'ok  ' : 'FAIL'} ${what}: ${passed} of ${of}\n`)
    if (passed !== of) process.exitCode = 1
  }
}

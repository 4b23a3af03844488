import type { TorchvisionValues } from '../../src/data/augment/torchvision.testing.ts'
import { outOf, windowOf } from '../../src/data/augment/torchvision.testing.ts'
import type { Agreement } from './check.ts'
import { run } from './check.ts'

/** Bytes of colour operations on hundreds of thousands of colours, and windows from the same draws: all must be torchvision's.
 *  Blurred bytes may differ by 1: it sums up in another order. */
export async function check(python: string): Promise<readonly Agreement[]> {
  const { cases, windows } = run<TorchvisionValues>(python, 'augment.py')
  const agreements = new Map<string, { passed: number; of: number }>()
  const count = (what: string, passed: number, of: number): void => {
    const before = agreements.get(what) ?? { passed: 0, of: 0 }
    agreements.set(what, { passed: before.passed + passed, of: before.of + of })
  }
  for (const one of cases) {
    const [ours, theirs] = [outOf(one), Buffer.from(one.out, 'hex')]
    const off = one.name.startsWith('blur') ? 1 : 0
    const passed = theirs.filter((byte, i) => Math.abs(byte - ours[i]!) <= off).length
    count(`${one.name} by ${one.factor}, bytes`, passed, theirs.length)
  }
  for (const one of windows) count(`${one.kind}, windows`, String(windowOf(one)) === String(one.window) ? 1 : 0, 1)
  return [...agreements].map(([what, counted]) => ({ what, ...counted }))
}

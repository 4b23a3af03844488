import type { Agreement } from './check.ts'
import type { Comparison } from './compareNetwork.ts'
import { compareNetwork, networks } from './compareNetwork.ts'

/** What may lie between float32 here and PyTorch's float64, relative to the largest number of a tensor. */
const TOLERANCE = 1e-3

/** A ReLU whose input is rounding away from 0 may let through or not, and one such place moves whole gradients by more than the
 *  tolerance, in PyTorch's float32 as here; other gradients are nil but for rounding. A tensor may be so many times farther off
 *  than PyTorch's own float32 is in any of its runs. */
const SLACK = 5

/** Networks beside PyTorch's with the same random weights: output, gradients of the input and of every parameter, and running
 *  statistics after the step, in both modes of batch normalisation, with weights that keep ReLUs apart from their kinks and as they are drawn. In brackets: how far PyTorch's own float32 is off. */
export async function* check(
  python: string,
  options: Readonly<Record<string, string | undefined>>,
): AsyncGenerator<Agreement> {
  const numbers = [options.image ?? 224, options.batch ?? 4, options.seed ?? 1].map(Number)
  const [image, batch, seed] = numbers as [number, number, number]
  for (const name of (options.networks ?? Object.keys(networks).join()).split(','))
    for (const apart of options.apart === undefined ? [true, false] : [options.apart === 'yes'])
      for (const comparison of await compareNetwork(name, { python, image, batch, seed, apart, double: true }))
        yield agreement(`${name} at ${image}, batch ${batch}, ${apart ? 'apart from kinks' : 'as drawn'}`, comparison)
}

function agreement(what: string, { mode, ours, theirs }: Comparison): Agreement {
  const open = (name: string): number => Math.max(...theirs.map(({ errors }) => errors.get(name)!))
  const worst = (start: string): [string, number][] =>
    [...ours.errors]
      .filter(([name]) => name.startsWith(start))
      .sort(([, a], [, b]) => b - a)
      .slice(0, 1)
  const words = [...worst('y'), ...worst('dx'), ...worst('d.'), ...worst('next.')].map(
    ([name, error]) => `${name} ${error.toExponential(1)} (${open(name).toExponential(1)})`,
  )
  const errors = [...ours.errors]
  const within = errors.filter(([, error]) => error <= TOLERANCE).length
  const theirsWithin = errors.filter(([name]) => open(name) <= TOLERANCE).length
  const counted = `${within} tensors within ${TOLERANCE} (${theirsWithin}), ${ours.nil} gradients nil`
  return {
    what: `${what}, ${mode}: ${words.join(', ')}; ${counted}; tensors as near as float32 allows`,
    passed: errors.filter(([name, error]) => error <= Math.max(TOLERANCE, SLACK * open(name))).length,
    of: errors.length,
  }
}

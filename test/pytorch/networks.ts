import type { Agreement } from './check.ts'
import type { Comparison } from './compareNetwork.ts'
import { compareNetwork, networks } from './compareNetwork.ts'

/** What may lie between float32 here and PyTorch's float64, relative to the largest number of a tensor. */
const TOLERANCE = 1e-3

/** Networks beside PyTorch's with the same random weights: output, gradients of the input and of every parameter, and running
 *  statistics after the step, in both modes of batch normalisation. In brackets: how far PyTorch's own float32 is off. */
export async function* check(
  python: string,
  options: Readonly<Record<string, string | undefined>>,
): AsyncGenerator<Agreement> {
  const [image, batch, seed] = [options.image ?? 224, options.batch ?? 4, options.seed ?? 1].map(Number) as [
    number,
    number,
    number,
  ]
  for (const name of (options.networks ?? Object.keys(networks).join()).split(','))
    for (const comparison of await compareNetwork(name, { python, image, batch, seed, double: true }))
      yield agreement(`${name} at ${image}, batch ${batch}`, comparison)
}

function agreement(what: string, { mode, ours, theirs }: Comparison): Agreement {
  const shown = [...ours.errors].filter(([name]) => name === 'y' || name === 'dx')
  const worst = (start: string): [string, number][] =>
    [...ours.errors]
      .filter(([name]) => name.startsWith(start))
      .sort(([, a], [, b]) => b - a)
      .slice(0, 1)
  const words = [...shown, ...worst('d.'), ...worst('next.')].map(
    ([name, error]) => `${name} ${error.toExponential(1)} (${theirs?.errors.get(name)?.toExponential(1)})`,
  )
  const errors = [...ours.errors.values()]
  return {
    what: `${what}, ${mode}: ${words.join(', ')}; ${ours.nil} gradients nil; tensors`,
    passed: errors.filter((error) => error <= TOLERANCE).length,
    of: errors.length,
  }
}

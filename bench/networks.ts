/** @file Training steps of whole networks beside PyTorch's: forward, gradients of all weights, Adam. Each measurement is
 *  a process of its own; ours and theirs take turns. */
import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ms } from './timing.ts'

export interface NetworkBench {
  readonly python: string
  /** Of resnet50, vit, mobilenet; or the path of an ONNX file, fine-tuned in all of its weights, which has nothing of PyTorch beside it. */
  readonly networks: readonly string[]
  readonly batch: number
  /** Rows and columns of the images. */
  readonly size: number
  readonly steps: number
}

interface Measured {
  readonly ms: number
  readonly least: number
  readonly peakMb: number
}

/** A table of the networks, line by line. */
export function benchNetworks(bench: NetworkBench, put: (line: string) => void): void {
  put(
    `\nTraining steps of whole networks, ${bench.batch} images of ${bench.size} x ${bench.size}, least of ${bench.steps} steps in each of three turns; ours with bytes for pixels, mining and triplet loss, PyTorch's the faster of as installed and OMP_WAIT_POLICY=PASSIVE.\n`,
  )
  put('| network | nearkin, ms | its peak MB | PyTorch, ms | its peak MB | times as fast | of three forward passes |')
  put('|---|---|---|---|---|---|---|')
  for (const network of bench.networks) {
    // Turn and turn about, so that both see the same machine.
    const ours = [mine(network, bench, 'step')]
    const isFile = network.endsWith('.onnx')
    const theirs = isFile ? [] : [other(network, bench, false)]
    const forward = mine(network, bench, 'forward')
    ours.push(mine(network, bench, 'step'))
    if (!isFile) theirs.push(other(network, bench, true))
    ours.push(mine(network, bench, 'step'))
    const step = least(ours)
    const found = theirs.filter((one): one is Measured => typeof one !== 'string')
    const failed = theirs.find((one) => typeof one === 'string')
    const beside = found.length > 0 ? least(found) : undefined
    const cells = [
      isFile ? basename(network) : network,
      ms(step.least),
      Math.max(...ours.map(({ peakMb }) => peakMb)).toFixed(0),
      beside ? ms(beside.least) : (failed ?? ''),
      beside ? beside.peakMb.toFixed(0) : '',
      beside ? (beside.least / step.least).toFixed(2) : '',
      (step.least / (3 * forward.least)).toFixed(2),
    ]
    put(`| ${cells.join(' | ')} |`)
  }
}

const least = (all: readonly Measured[]): Measured => all.reduce((a, b) => (a.least <= b.least ? a : b))

function mine(network: string, { batch, size, steps }: NetworkBench, what: 'step' | 'forward'): Measured {
  const path = fileURLToPath(new URL('networkChild.js', import.meta.url))
  const result = spawnSync(process.execPath, [path, network, `${batch}`, `${size}`, `${steps}`, what], {
    encoding: 'utf8',
  })
  if (result.status !== 0) throw new Error(`networkChild ${network}: ${result.stderr}`)
  return JSON.parse(result.stdout) as Measured
}

function other(network: string, bench: NetworkBench, passive: boolean): Measured | string {
  const script = fileURLToPath(new URL('../../bench/networks.py', import.meta.url))
  const options = { size: bench.size, steps: bench.steps, threads: availableParallelism() }
  const result = spawnSync(
    bench.python,
    [script, network, `${bench.batch}`, ...Object.entries(options).flatMap(([key, value]) => [`--${key}`, `${value}`])],
    { encoding: 'utf8', env: { ...process.env, ...(passive ? { OMP_WAIT_POLICY: 'PASSIVE' } : {}) } },
  )
  if (result.error) return result.error.message
  return result.status === 0 ? (JSON.parse(result.stdout) as Measured) : result.stderr.trim().split('\n').at(-1)!
}

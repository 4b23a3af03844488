import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

export interface PyTorchStep {
  readonly batch: number
  readonly ms: number
  readonly products_ms: { readonly sum: number }
  readonly torch: string
  readonly pytorch_metric_learning: string
}

export interface PyTorchPlace {
  /** A python3 that has PyTorch. */
  readonly python: string
  /** The folder that holds the package pytorch_metric_learning; left out where it is installed. */
  readonly pml?: string
}

/** The same step in PyTorch and pytorch-metric-learning, or why it could not be run.
 *  @param passive whether PyTorch's idle threads sleep instead of spinning: some builds fight with their own products
 *  for the cores otherwise, and are twice as fast with it */
export function pytorchStep(batch: number, steps: number, place: PyTorchPlace, passive: boolean): PyTorchStep | string {
  const script = fileURLToPath(new URL('../../bench/headStep.py', import.meta.url))
  const result = spawnSync(
    place.python,
    [script, String(batch), '--steps', String(steps), '--threads', String(availableParallelism())],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        ...(place.pml ? { PYTHONPATH: place.pml } : {}),
        ...(passive ? { OMP_WAIT_POLICY: 'PASSIVE' } : {}),
      },
    },
  )
  if (result.error) return result.error.message
  return result.status === 0 ? (JSON.parse(result.stdout) as PyTorchStep) : result.stderr.trim()
}

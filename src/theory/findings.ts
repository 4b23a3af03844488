import type { Cell } from './cells.ts'
import { onsetOf } from './cells.ts'
import { percent } from './figures/svg.ts'

/** What came out, one sentence for each loss and rule: from which noise on every run collapsed, beside what is proven. */
export function findings(cells: readonly Cell[]): string[] {
  const names = [...new Set(cells.map(({ loss, positives }) => `${loss}, ${positives} positives`))]
  return names.map((name) => {
    const own = cells.filter(({ loss, positives }) => `${loss}, ${positives} positives` === name)
    const noisy = own.filter(({ noise }) => noise > 0)
    return `${name}: ${seen(own, noisy)}; ${proven(noisy)}.`
  })
}

function seen(own: readonly Cell[], noisy: readonly Cell[]): string {
  const runs = own.reduce((sum, cell) => sum + cell.runs, 0)
  const collapsed = own.reduce((sum, cell) => sum + cell.collapsed, 0)
  const onset = onsetOf(own)
  if (collapsed === 0) return `no run of ${runs} collapsed`
  if (onset !== null) {
    const least = Math.min(...noisy.map(({ noise }) => noise), Number.POSITIVE_INFINITY)
    const below = own.filter(({ noise }) => noise < onset).reduce((sum, cell) => sum + cell.collapsed, 0)
    const words = onset === 0 ? 'every run collapsed' : `every run collapsed from ${percent(onset)} wrong labels on`
    return `${words}${onset === least ? ', the least that was tried' : ''}${below > 0 ? `, and ${below} below` : ''}`
  }
  return `${collapsed} of ${runs} runs collapsed`
}

function proven(noisy: readonly Cell[]): string {
  const counts = new Map<string, number[]>()
  for (const { statement, noise } of noisy) counts.set(statement ?? '', [...(counts.get(statement ?? '') ?? []), noise])
  if (noisy.length === 0) return 'without noise nothing forces a collapse'
  if (counts.size === 1) {
    if (counts.has('collapse')) return 'proven of its lowest loss for any noise that was tried'
    if (counts.has('no collapse')) return 'it is proven that its lowest loss has no class on one point'
    return 'nothing is proven of its lowest loss here'
  }
  return [...counts]
    .map(
      ([statement, noises]) =>
        `${statement === '' ? 'nothing' : statement} is proven under ${noises.map(percent).join(', ')}`,
    )
    .join(', ')
}

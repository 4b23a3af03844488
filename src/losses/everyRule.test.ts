import { describe, expect, it } from 'vitest'
import { slowDistances, slowMeasures } from '../distances/slow.testing.ts'
import type { Decisions, SlowBatch, SlowChoice } from '../pairs/slow.testing.ts'
import { slowChoice } from '../pairs/slow.testing.ts'
import { random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import { contrastive } from './contrastive.ts'
import { combinations, measureOf, onEngine, rulesNamed } from './engine.testing.ts'
import type { Loss } from './loss.ts'
import { margin } from './margin.ts'
import { mean } from './reducers/mean.ts'
import type { SlowLoss } from './slow.testing.ts'
import { slowContrastive, slowMargin, slowTriplet } from './slow.testing.ts'
import { triplet } from './triplet.ts'

const labels = [5, 3, 2, 1, 4, 1].flatMap((count, label) => Array<number>(count).fill(label))
const dimension = 5
/** No decision may be nearer than this to falling otherwise. */
const clearance = 2e-5
const step = 1e-6

describe.each(slowMeasures)('with %s, on a ragged batch, of every two rules', (measure) => {
  const sign = measure === 'cosine' || measure === 'dot' ? -1 : 1
  const distance = measureOf[measure]

  // What the losses do beside measuring is the same for every measure: one sees them all, the others three that differ.
  const named: readonly (keyof Slow)[] =
    measure === 'l2'
      ? ['triplet', 'triplet, swap, mean', 'triplet, swap, smooth', 'margin', 'margin, learned', 'contrastive']
      : ['triplet, swap, mean', 'margin, learned', 'contrastive']
  const pick = (losses: Record<keyof Slow, Loss>): Record<keyof Slow, Loss> =>
    Object.fromEntries(named.map((name) => [name, losses[name]])) as Record<keyof Slow, Loss>

  it('every loss has the value and the gradient of the slow loop', async () => {
    const at = clearBatch()
    const { m, beta, betas, pull, push } = at.thresholds
    for (const rules of combinations) {
      const shared = { distance, ...rulesNamed(rules) }
      const learned = margin({ ...shared, margin: m, nu: 0.1, learnBeta: true, classes: betas.length })
      const losses: Record<keyof Slow, Loss> = {
        triplet: triplet({ ...shared, margin: m }),
        'triplet, swap, mean': triplet({ ...shared, margin: m, swap: true, reducer: mean }),
        'triplet, swap, smooth': triplet({ ...shared, margin: m, swap: true, smooth: true }),
        margin: margin({ ...shared, margin: m, beta }),
        'margin, learned': { ...learned, init: () => ({ parameters: { beta: floats(betas) }, buffers: {} }) },
        contrastive: contrastive({ ...shared, positiveMargin: pull, negativeMargin: push }),
      }
      const [found] = await onEngine(pick(losses), [{ ...at, labels }])
      const slow = slowLosses(at, rules, { closest: Infinity })
      const steps = slopes(at, rules)
      for (const name of named) {
        const what = `${name}, ${rules.positives} positives, ${rules.negatives} negatives`
        const { loss, valid, active, gradient, own } = found![name]
        expect({ what, loss, valid, active }).toEqual({
          what,
          loss: expect.closeTo(slow[name].loss, 4),
          valid: expect.closeTo(slow[name].valid, 6),
          active: expect.closeTo(slow[name].active, 6),
        })
        const whole = [...gradient, ...(own.beta ?? [])]
        const length = Math.hypot(...whole)
        for (const { direction, slope } of steps) {
          const along = whole.reduce((sum, g, i) => sum + g * direction[i]!, 0)
          expect(Math.abs(along - slope[name]), what).toBeLessThanOrEqual(2e-4 * length + 1e-6)
        }
      }
    }
  })

  /** The first batch in which no decision of any loss under any rules is a near thing. */
  function clearBatch(): Drawn {
    for (let seed = 0; seed < 500; seed++) {
      const at = drawn(seed)
      const decisions = { closest: Infinity }
      for (const rules of combinations) if (decisions.closest > clearance) slowLosses(at, rules, decisions)
      if (decisions.closest > clearance) return at
    }
    throw new Error('no batch without near things')
  }

  /** Thresholds that lie among the distances, so that some brackets are 0 and some are not. */
  function drawn(seed: number) {
    const { normal, uniform } = random(seed)
    const embeddings = labels.map(() => Array.from({ length: dimension }, () => Math.fround(normal())))
    const noise = labels.map(() => labels.map(() => Math.fround(uniform() * 0.999 + 0.0005)))
    const all = slowDistances(measure, embeddings).flatMap((row, i) => row.filter((_, j) => j !== i))
    const average = all.reduce((a, b) => a + b, 0) / all.length
    const deviation = Math.sqrt(all.reduce((a, b) => a + (b - average) ** 2, 0) / all.length)
    const among = (by: number): number => Math.fround(sign * (average + by * deviation))
    const betas = [-0.5, -0.3, 0, 0.1, 0.4, 0.6].map(among)
    return {
      embeddings,
      noise,
      thresholds: { m: Math.fround(0.3 * deviation), beta: among(0.2), betas, pull: among(-0.4), push: among(0.3) },
    }
  }

  type Drawn = ReturnType<typeof drawn>

  function slowLosses(at: Drawn, rules: (typeof combinations)[number], decisions: Decisions): Slow {
    const batch: SlowBatch = { ...at, labels, d: slowDistances(measure, at.embeddings) }
    const choice: SlowChoice = slowChoice(batch, rules, decisions)
    const { m, beta, betas, pull, push } = at.thresholds
    return {
      triplet: slowTriplet(batch, choice, { margin: m }, decisions),
      'triplet, swap, mean': slowTriplet(batch, choice, { margin: m, swap: true, reducer: 'mean' }, decisions),
      'triplet, swap, smooth': slowTriplet(batch, choice, { margin: m, swap: true, smooth: true }, decisions),
      margin: slowMargin(batch, choice, { margin: m, beta, sign }, decisions),
      'margin, learned': slowMargin(batch, choice, { margin: m, beta: betas, nu: 0.1, sign }, decisions),
      contrastive: slowContrastive(batch, choice, { positiveMargin: pull, negativeMargin: push, sign }, decisions),
    }
  }

  /** Central differences of the slow loop along random directions, in float64: no rounding of the engine blurs them. A
   *  direction moves every embedding and every learned beta. */
  function slopes(
    at: Drawn,
    rules: (typeof combinations)[number],
  ): { direction: number[]; slope: Record<keyof Slow, number> }[] {
    const { normal } = random(`${measure} directions`)
    return Array.from({ length: 6 }, () => {
      const direction = Array.from({ length: labels.length * dimension + at.thresholds.betas.length }, normal)
      const [up, down] = [step, -step].map((by) => {
        const moved = (row: readonly number[], start: number): number[] =>
          row.map((x, k) => x + by * direction[start + k]!)
        const embeddings = at.embeddings.map((row, i) => moved(row, i * dimension))
        const betas = moved(at.thresholds.betas, labels.length * dimension)
        return slowLosses({ ...at, embeddings, thresholds: { ...at.thresholds, betas } }, rules, { closest: Infinity })
      })
      const names = Object.keys(up!) as (keyof Slow)[]
      const slope = names.map((name) => [name, (up![name].loss - down![name].loss) / (2 * step)])
      return { direction, slope: Object.fromEntries(slope) as Record<keyof Slow, number> }
    })
  }
})

interface Slow {
  readonly triplet: SlowLoss
  readonly 'triplet, swap, mean': SlowLoss
  readonly 'triplet, swap, smooth': SlowLoss
  readonly margin: SlowLoss
  readonly 'margin, learned': SlowLoss
  readonly contrastive: SlowLoss
}

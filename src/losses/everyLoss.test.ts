import { describe, expect, it } from 'vitest'
import type { Random } from '../random.ts'
import { random } from '../random.ts'
import { sizeOf } from '../tensor/array.ts'
import type { Sizes } from './everyLoss.testing.ts'
import { everyTwoRules, factories, someTwoRules, underRules, variantsOf } from './everyLoss.testing.ts'
import type { Feeds, ManyLosses, Numbers } from './manyLosses.testing.ts'
import { drawnFeeds, openLosses } from './manyLosses.testing.ts'

const sizes: Sizes = { classes: 6, dimension: 5 }
const ofClasses = (...counts: number[]): number[] => counts.flatMap((count, label) => Array<number>(count).fill(label))
const balanced = ofClasses(4, 4, 4, 4)
const ragged = ofClasses(5, 3, 2, 1, 4, 1)
const others = [0, 0, 0, 1, 2, 2, 4, 4, 4, 4, 5]
const batch = { size: ragged.length, dimension: sizes.dimension, mostPositives: 5, precision: 'float64' } as const

const step = 1e-6
const directions = 4
/** Shares of the gradient's length. */
const tolerance = 1e-5

/** Losses whose gradient is not that of their value: weights that depend on the embeddings are held. */
const held: readonly string[] = ['circle']

describe('the gradient is that of central differences in float64', { timeout: 300_000 }, () => {
  it.each(factories.filter(([name]) => !held.includes(name)))('of %s, under every two rules', async (...factory) => {
    const made = [...underRules(factory, everyTwoRules, sizes), ...variantsOf(factory, sizes)]
    const model = await openLosses(made, batch)
    expect(model.refused).toEqual([])
    const ofBalanced = await checked(model, balanced)
    const ofRagged = await checked(model, ragged)
    await model.close()
    expect([...ofBalanced.wrong, ...ofRagged.wrong]).toEqual([])
    // A gradient that is 0 agrees with differences that are.
    expect(Math.max(...ofBalanced.lengths)).toBeGreaterThan(0)
    expect(Math.max(...ofRagged.lengths)).toBeGreaterThan(0)

    const toReferences = await openLosses(underRules(factory, someTwoRules, sizes), {
      ...{ ...batch, mostPositives: others.length },
      references: others.length,
    })
    for (const message of toReferences.refused) expect(message).toMatch(/references|other view/)
    expect((await checked(toReferences, ragged)).wrong).toEqual([])
    await toReferences.close()
  })

  it.each(held)('and of %s it is not: weights are held there', async (name) => {
    const factory = factories.find(([known]) => known === name)!
    const model = await openLosses(underRules(factory, everyTwoRules.slice(0, 1), sizes), batch)
    expect((await checked(model, balanced)).wrong).not.toEqual([])
    await model.close()
  })
})

/** What is wrong with gradients, in words, and how long they are. */
async function checked(model: ManyLosses, labels: readonly number[]): Promise<{ wrong: string[]; lengths: number[] }> {
  const whole = {
    labels: BigInt64Array.from(labels, BigInt),
    'reference labels': BigInt64Array.from(others, BigInt),
  }
  const lengths: number[] = []
  const wrong: string[] = []
  let pending = model.losses.map((_, i) => i)
  for (let draw = 0; pending.length > 0 && draw < 4; draw++) {
    const noise = random(`draw ${draw}`)
    const at = drawnFeeds(model, whole, noise)
    const found = await model.run(at)
    const flips = new Map<number, number>()
    for (const i of pending) lengths[i] = Math.max(lengths[i] ?? 0, lengthOf(model, i, found))
    for (let d = 0; d < directions; d++) {
      const direction = directionOf(model, noise)
      const [above, below] = [await model.run(moved(at, direction, step)), await model.run(moved(at, direction, -step))]
      for (const i of pending) {
        const told = compared(model, i, direction, { found, above, below })
        if (told === 'flips') flips.set(i, (flips.get(i) ?? 0) + 1)
        else if (told !== 'agrees') wrong.push(told)
      }
    }
    // Where a decision falls differently on the two sides there is no slope: another batch is drawn.
    pending = pending.filter((i) => (flips.get(i) ?? 0) > directions / 2)
  }
  wrong.push(...pending.map((i) => `${model.losses[i]!.what}: jumps or bends wherever one looks`))
  return { wrong, lengths }
}

type Results = Readonly<Record<string, Numbers>>

function compared(
  { losses }: ManyLosses,
  i: number,
  direction: Results,
  { found, above, below }: Readonly<Record<'found' | 'above' | 'below', Results>>,
): string {
  const { what, inputs } = losses[i]!
  const [middle, up, down] = [found, above, below].map((run) => run[`${i} loss`]![0]!) as [number, number, number]
  const gradients = inputs.map((_, j) => found[`${i} d${j}`]!)
  const slope = (up - down) / (2 * step)
  const along = inputs.reduce((sum, name, j) => sum + dot(gradients[j]!, direction[name]!), 0)
  const allowed =
    tolerance * Math.hypot(...gradients.map((g) => Math.hypot(...g))) + 1e-8 * Math.max(1, Math.abs(middle))
  const off = Math.abs(slope - along)
  if (off <= allowed) return 'agrees'
  const bend = Math.abs(up - middle - (middle - down)) / step
  if (bend >= off) return 'flips'
  return `${what}: ${along} along a direction, not ${slope}`
}

const lengthOf = ({ losses }: ManyLosses, i: number, found: Results): number =>
  Math.hypot(...losses[i]!.inputs.map((_, j) => Math.hypot(...found[`${i} d${j}`]!)))

const dot = (x: Numbers, y: Numbers): number => Array.from(x).reduce((sum, v, i) => sum + v * y[i]!, 0)

/** Of everything that has a gradient in some loss. */
function directionOf({ losses, shapes }: ManyLosses, noise: Random): Results {
  const names = [...new Set(losses.flatMap(({ inputs }) => inputs))]
  return Object.fromEntries(
    names.map((name) => [name, Float64Array.from({ length: sizeOf(shapes[name]!) }, () => noise.normal())]),
  )
}

const moved = (feeds: Feeds, direction: Results, by: number): Feeds => ({
  ...feeds,
  ...Object.fromEntries(
    Object.entries(direction).map(([name, along]) => [
      name,
      (feeds[name] as Float64Array).map((x, k) => x + by * along[k]!),
    ]),
  ),
})

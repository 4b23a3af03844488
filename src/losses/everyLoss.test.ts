import { describe, expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { NearkinError } from '../errors.ts'
import { emit } from '../onnx/emit.ts'
import type { Batch } from '../pairs/batch.ts'
import type { Random } from '../random.ts'
import { random } from '../random.ts'
import type { DoubleFeed, DoubleSession } from '../runtime/openDouble.testing.ts'
import { openDouble } from '../runtime/openDouble.testing.ts'
import type { NumericArray } from '../tensor/array.ts'
import { sizeOf } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import type { MadeLoss, Sizes } from './everyLoss.testing.ts'
import { everyTwoRules, factories, someTwoRules, underRules, variantsOf } from './everyLoss.testing.ts'

const sizes: Sizes = { classes: 6, dimension: 5 }
const ofClasses = (...counts: number[]): number[] => counts.flatMap((count, label) => Array<number>(count).fill(label))
const balanced = ofClasses(4, 4, 4, 4)
const ragged = ofClasses(5, 3, 2, 1, 4, 1)
const others = [0, 0, 0, 1, 2, 2, 4, 4, 4, 4, 5]

const step = 1e-6
const directions = 4
/** Shares of the gradient's length. */
const tolerance = 1e-5

/** Losses whose gradient is not that of their value: weights that depend on the embeddings are held. */
const held: readonly string[] = ['circle']

describe('the gradient is that of central differences in float64', { timeout: 300_000 }, () => {
  it.each(factories.filter(([name]) => !held.includes(name)))('of %s, under every two rules', async (...factory) => {
    const made = [...underRules(factory, everyTwoRules, sizes), ...variantsOf(factory, sizes)]
    const model = await openAll(made)
    expect(model.refused).toEqual([])
    const ofBalanced = await checked(model, balanced)
    const ofRagged = await checked(model, ragged)
    await model.close()
    expect([...ofBalanced.wrong, ...ofRagged.wrong]).toEqual([])
    // A gradient that is 0 agrees with differences that are.
    expect(Math.max(...ofBalanced.lengths)).toBeGreaterThan(0)
    expect(Math.max(...ofRagged.lengths)).toBeGreaterThan(0)

    const toReferences = await openAll(underRules(factory, someTwoRules, sizes), others)
    for (const message of toReferences.refused) expect(message).toMatch(/references|other view/)
    expect((await checked(toReferences, ragged)).wrong).toEqual([])
    await toReferences.close()
  })

  it.each(held)('and of %s it is not: weights are held there', async (name) => {
    const factory = factories.find(([known]) => known === name)!
    const model = await openAll(underRules(factory, everyTwoRules.slice(0, 1), sizes))
    expect((await checked(model, balanced)).wrong).not.toEqual([])
    await model.close()
  })
})

/** Many losses as one model. */
interface Model {
  readonly losses: readonly { readonly what: string; readonly inputs: readonly string[] }[]
  /** What those said that refuse references. */
  readonly refused: readonly string[]
  /** Starting values of the losses' own weights, by input. */
  readonly weights: Readonly<Record<string, NumericArray>>
  readonly shapes: Readonly<Record<string, readonly number[]>>
  readonly referenceLabels: readonly number[] | undefined
  readonly run: DoubleSession['run']
  readonly close: DoubleSession['close']
}

async function openAll(made: readonly MadeLoss[], referenceLabels?: readonly number[]): Promise<Model> {
  const shapes: Record<string, readonly number[]> = {}
  const inputs = new Map<string, Tensor>()
  const fed = (name: string, dtype: Tensor['dtype'], shape: readonly number[]): Tensor => {
    const known = inputs.get(name)
    if (known) return known
    shapes[name] = shape
    inputs.set(name, input(name, dtype, shape))
    return inputs.get(name)!
  }
  const embeddings = fed('embeddings', 'float32', [ragged.length, sizes.dimension])
  const count = referenceLabels?.length ?? 0
  const references = referenceLabels && {
    embeddings: fed('references', 'float32', [count, sizes.dimension]),
    labels: fed('reference labels', 'int64', [count]),
  }
  const batch: Batch = {
    embeddings,
    labels: fed('labels', 'int64', [ragged.length]),
    noise: (name, shape) => fed(`noise ${name}`, 'float32', shape),
    ...(references ? { references } : { mostPositives: 4 }),
  }
  const weights: Record<string, NumericArray> = {}
  const outputs: Record<string, Tensor> = {}
  const losses: Model['losses'][number][] = []
  const refused: string[] = []
  for (const { what, name, loss } of made) {
    const { parameters, buffers } = loss.init(random(name))
    const own = Object.entries({ ...parameters, ...buffers }).map(([key, value]) => {
      const place = `${name} ${key} [${value.shape}]`
      weights[place] = value
      return [key, fed(place, value.dtype, value.shape)] as const
    })
    try {
      const { loss: value } = loss.of(batch, Object.fromEntries(own))
      const xs = [embeddings, ...(references ? [references.embeddings] : [])]
      for (const [key, x] of own) if (key in parameters) xs.push(x)
      const at = losses.length
      outputs[`${at}`] = value
      for (const [i, g] of grad(value, xs).entries()) outputs[`${at} d${i}`] = g
      losses.push({ what, inputs: xs.map((x) => (x.source.kind === 'input' ? x.source.name : '')) })
    } catch (error) {
      if (!(error instanceof NearkinError)) throw error
      refused.push(`${what}: ${error.message}`)
    }
  }
  const session = losses.length > 0 ? await openDouble(emit(outputs, { name: 'every loss' })) : nothing
  return { losses, refused, weights, shapes, referenceLabels, run: session.run, close: session.close }
}

const nothing: DoubleSession = { run: async () => ({}), close: async () => {} }

/** What is wrong with gradients, in words, and how long they are. */
async function checked(model: Model, labels: readonly number[]): Promise<{ wrong: string[]; lengths: number[] }> {
  const lengths: number[] = []
  const wrong: string[] = []
  let pending = model.losses.map((_, i) => i)
  for (let draw = 0; pending.length > 0 && draw < 4; draw++) {
    const noise = random(`draw ${draw}`)
    const at = feedsOf(model, labels, noise)
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

type Numbers = Readonly<Record<string, Float64Array>>

function compared(
  { losses }: Model,
  i: number,
  direction: Numbers,
  { found, above, below }: Readonly<Record<'found' | 'above' | 'below', Numbers>>,
): string {
  const { what, inputs } = losses[i]!
  const [middle, up, down] = [found, above, below].map((run) => run[`${i}`]![0]!) as [number, number, number]
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

const lengthOf = ({ losses }: Model, i: number, found: Numbers): number =>
  Math.hypot(...losses[i]!.inputs.map((_, j) => Math.hypot(...found[`${i} d${j}`]!)))

const dot = (x: Float64Array, y: Float64Array): number => x.reduce((sum, v, i) => sum + v * y[i]!, 0)

function feedsOf({ weights, shapes, referenceLabels }: Model, labels: readonly number[], noise: Random): Feeds {
  const feeds: Record<string, DoubleFeed> = {
    labels: BigInt64Array.from(labels, BigInt),
    'reference labels': BigInt64Array.from(referenceLabels ?? [], BigInt),
  }
  for (const [name, shape] of Object.entries(shapes)) {
    if (name in feeds) continue
    const own = weights[name]
    const drawn = name.startsWith('noise') ? noise.uniform : noise.normal
    feeds[name] =
      own && own.dtype !== 'float32'
        ? (own.data as DoubleFeed)
        : Float64Array.from({ length: sizeOf(shape) }, (_, k) => (own ? Number(own.data[k]) + 0.1 * drawn() : drawn()))
  }
  return feeds
}

type Feeds = Readonly<Record<string, DoubleFeed>>

/** Of everything that has a gradient in some loss. */
function directionOf({ losses, shapes }: Model, noise: Random): Numbers {
  const names = [...new Set(losses.flatMap(({ inputs }) => inputs))]
  return Object.fromEntries(
    names.map((name) => [name, Float64Array.from({ length: sizeOf(shapes[name]!) }, () => noise.normal())]),
  )
}

const moved = (feeds: Feeds, direction: Numbers, by: number): Feeds => ({
  ...feeds,
  ...Object.fromEntries(
    Object.entries(direction).map(([name, along]) => [
      name,
      (feeds[name] as Float64Array).map((x, k) => x + by * along[k]!),
    ]),
  ),
})

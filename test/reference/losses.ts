import { grad } from '../../src/autodiff/grad.ts'
import { closeness } from '../../src/distances/closeness.ts'
import { l2 } from '../../src/distances/l2.ts'
import type { MeasureOptions } from '../../src/distances/measure.ts'
import { choose } from '../../src/pairs/choose.ts'
import * as negatives from '../../src/pairs/negatives/index.ts'
import * as positives from '../../src/pairs/positives/index.ts'
import type { Rules, Selection } from '../../src/pairs/rule.ts'
import { random } from '../../src/random.ts'
import { evaluate } from '../../src/runtime/evaluate.ts'
import type { NumericArray } from '../../src/tensor/array.ts'
import { floats, ints } from '../../src/tensor/array.ts'
import type { Tensor } from '../../src/tensor/tensor.ts'
import { constant, input } from '../../src/tensor/tensor.ts'
import type { ReferenceTensor, Verdict } from './compare.ts'
import { difference, failed, numberOf, numbersOf, passed, unsupported } from './compare.ts'
import { measures } from './distances.ts'
import { hinges } from './translations/hinges.ts'
import { moments } from './translations/moments.ts'
import { proxies } from './translations/proxies.ts'
import { rankings } from './translations/rankings.ts'
import { softmaxes } from './translations/softmaxes.ts'
import type { LossRow, Translation } from './translations/translation.ts'
import { reducers } from './translations/translation.ts'

export type { LossRow } from './translations/translation.ts'

export interface MiningRow extends LossRow {
  readonly positives: string
  readonly negatives: string
  /** (anchor, positive, anchor, negative): the indices of the chosen pairs. */
  readonly tuples: readonly [number[], number[], number[], number[]]
}

/** Losses by the names that the rows give them. */
export const translations: Readonly<Record<string, Translation>> = {
  ...hinges,
  ...softmaxes,
  ...rankings,
  ...proxies,
  ...moments,
}

const everyPair: Rules = { positives: positives.all(), negatives: negatives.all() }

/** Value, gradient of the embeddings and of the loss's own parameters, over all pairs. */
export const checkLossRow = (row: LossRow): Promise<Verdict> => check(row, everyPair)

const positiveRules: Readonly<Record<string, () => Rules['positives']>> = {
  all: positives.all,
  easy: positives.easiest,
  hard: positives.hardest,
  semihard: positives.semihard,
}
const negativeRules: Readonly<Record<string, () => Rules['negatives']>> = {
  all: negatives.all,
  easy: negatives.easiest,
  hard: negatives.hardest,
  semihard: negatives.semihard,
}

/** The mined index tuples, then value and gradient. */
export async function checkMiningRow(row: MiningRow): Promise<Verdict> {
  const positive = positiveRules[row.positives]
  const negative = negativeRules[row.negatives]
  if (!positive || !negative) return unsupported(`${row.positives} positives, ${row.negatives} negatives`)
  if (!translations[row.loss]) return unsupported(row.loss)
  const rules = { positives: positive(), negatives: negative() } as Rules
  const wrong = await wrongTuples(row, rules)
  return wrong ? failed(wrong) : check(row, rules)
}

async function check(row: LossRow, rules: Rules): Promise<Verdict> {
  const translation = translations[row.loss]
  if (!translation) return unsupported(row.loss)
  const unknown = Object.keys(row.args).find((arg) => !translation.args.includes(arg))
  if (unknown) return unsupported(`${row.loss} ${unknown}`)
  const lacking = translation.lacking?.(row)
  if (lacking) return unsupported(`${row.loss} ${lacking}`)
  if (row.distance && !measures[row.distance]) return unsupported(`${row.loss} distance ${row.distance}`)
  if (row.reducer && !reducers[row.reducer]) return unsupported(`${row.loss} reducer ${row.reducer}`)

  const loss = translation.make(row.args as never, row, rules)
  const { batch, feeds } = batchOf(row)
  const { parameters: fresh, buffers } = loss.init(random(0))
  const remembered = Object.fromEntries(Object.entries(buffers).map(([name, value]) => [name, constant(value)]))
  const theirs = (name: string): string => translation.names?.[name] ?? name
  const own = Object.keys(fresh)
  const values: Record<string, NumericArray> = {}
  const parameters: Record<string, Tensor> = {}
  for (const name of own) {
    const given = row.params?.[theirs(name)]
    values[name] = given ? fromTheirs(given, translation) : fresh[name]!
    parameters[name] = input(name, 'float32', values[name].shape)
  }
  const { loss: value } = loss.of(batch, { ...parameters, ...remembered })
  const others = batch.references ? [batch.references.embeddings] : []
  const gradients = grad(value, [batch.embeddings, ...own.map((name) => parameters[name]!), ...others])
  const outputs: Record<string, Tensor> = { value, embeddings: gradients[0]! }
  for (const [i, name] of own.entries()) outputs[`d ${name}`] = gradients[i + 1]!
  if (batch.references) outputs.references = gradients.at(-1)!
  const ours = await evaluate(outputs, { ...feeds, ...values })
  const numbers = (name: string): Float32Array => ours[name]!.data as Float32Array
  const wrong =
    difference('value', numbers('value'), [numberOf(row.value)]) ??
    difference('gradient', numbers('embeddings'), numbersOf(row.grad)) ??
    (row.references_grad &&
      difference('gradient of references', numbers('references'), numbersOf(row.references_grad))) ??
    Object.entries(row.param_grads ?? {})
      .map(([name, gradient]) => {
        const known = own.find((mine) => theirs(mine) === name)
        const held = fromTheirs(gradient, translation).data as Float32Array
        return difference(`gradient of ${name}`, known ? numbers(`d ${known}`) : [], held)
      })
      .find(Boolean)
  return wrong ? failed(wrong) : passed
}

/** Their parameters [D, C] are ours [C, D] where the translation says so. */
function fromTheirs(tensor: ReferenceTensor, { transposed = false }: Translation): NumericArray {
  const numbers = numbersOf(tensor)
  if (!transposed || tensor.shape.length !== 2) return floats(numbers, tensor.shape)
  const [rows, columns] = tensor.shape as [number, number]
  const turned = Array.from({ length: numbers.length }, (_, i) => numbers[(i % rows) * columns + Math.floor(i / rows)]!)
  return floats(turned, [columns, rows])
}

function batchOf(row: LossRow) {
  const embeddings = input('embeddings_in', 'float32', row.embeddings.shape)
  const labels = input('labels_in', 'int64', [row.labels.length])
  const sizes = new Map<number, number>()
  for (const label of row.labels) sizes.set(label, (sizes.get(label) ?? 0) + 1)
  const references = row.references && input('references_in', 'float32', row.references.shape)
  return {
    batch: {
      embeddings,
      labels,
      mostPositives: Math.max(...sizes.values()) - 1,
      ...(references ? { references: { embeddings: references, labels } } : {}),
    },
    feeds: {
      embeddings_in: floats(numbersOf(row.embeddings), row.embeddings.shape),
      labels_in: ints(row.labels),
      ...(row.references ? { references_in: floats(numbersOf(row.references), row.references.shape) } : {}),
    },
  }
}

/** The first difference of our chosen pairs from the mined tuples, as sorted lists. The miner's distance is l2. */
async function wrongTuples(row: MiningRow, rules: Rules): Promise<string | undefined> {
  const { batch, feeds } = batchOf(row)
  const choice = choose(batch, closeness(l2({} as MeasureOptions)), rules)
  const outputs: Record<string, Tensor> = {}
  for (const side of ['positive', 'negative'] as const) {
    outputs[`${side} valid`] = choice[side].valid
    if (choice[side].columns) outputs[`${side} columns`] = choice[side].columns
  }
  const found = await evaluate(outputs, feeds)
  const lists = (['positive', 'negative'] as const).map((side) =>
    listed(choice[side], found[`${side} valid`]!, found[`${side} columns`]),
  )
  const [positive, negative] = lists as [string[], string[]]
  if (choice.joint) {
    const anchors = new Set(negative.map((pair) => pair.split('-')[0]))
    const kept = positive.filter((pair) => anchors.has(pair.split('-')[0]!))
    const held = new Set(kept.map((pair) => pair.split('-')[0]))
    return mismatch(
      row,
      kept,
      negative.filter((pair) => held.has(pair.split('-')[0]!)),
    )
  }
  return mismatch(row, positive, negative)
}

function listed({ columns }: Selection, valid: NumericArray, at: NumericArray | undefined): string[] {
  const batch = valid.shape[0]!
  const width = valid.data.length / batch
  return Array.from(valid.data as Uint8Array).flatMap((holds, i) =>
    holds ? [`${Math.floor(i / width)}-${columns ? at!.data[i] : i % width}`] : [],
  )
}

function mismatch({ tuples }: MiningRow, positive: readonly string[], negative: readonly string[]): string | undefined {
  const [a1, p, a2, n] = tuples
  return unlike('positive', positive, a1, p) ?? unlike('negative', negative, a2, n)
}

function unlike(side: string, ours: readonly string[], anchors: number[], others: number[]): string | undefined {
  const mined = anchors.map((a, i) => `${a}-${others[i]}`).sort()
  const found = [...ours].sort()
  const at = Array.from({ length: Math.max(mined.length, found.length) }, (_, i) => i).find(
    (i) => mined[i] !== found[i],
  )
  if (at === undefined) return undefined
  return `${side} pairs: ${found.length}, ${mined.length} mined; the first that differs is ${found[at]}, mined ${mined[at]}`
}

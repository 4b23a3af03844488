import { closeness } from '../src/distances/closeness.ts'
import { l2 } from '../src/distances/l2.ts'
import { choose } from '../src/pairs/choose.ts'
import type { AboutRule } from '../src/pairs/defineRule.ts'
import * as negatives from '../src/pairs/negatives/index.ts'
import * as positives from '../src/pairs/positives/index.ts'
import type { NegativeRule, PositiveRule, Rules } from '../src/pairs/rule.ts'
import { random } from '../src/random.ts'
import { evaluate } from '../src/runtime/evaluate.ts'
import { floats, ints } from '../src/tensor/array.ts'
import type { Tensor } from '../src/tensor/tensor.ts'
import { constant } from '../src/tensor/tensor.ts'
import type { Line } from './picture.ts'
import { picture } from './picture.ts'

type RuleMaker = ((options?: never) => PositiveRule | NegativeRule) & { readonly about: AboutRule }

const samples = [
  ...[118, 108, 97, 55, 43].map((degrees) => ({ label: 0, degrees })),
  ...[72, 10, -8, -20, -75, -95].map((degrees) => ({ label: 1, degrees })),
].map(({ label, degrees }) => ({
  label,
  at: [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)] as const,
}))

/** The pairs that a rule chooses, of every anchor of the first class: a line each. The other side chooses the easiest positive or
 *  the hardest negative, where the rule measures from it. */
export async function rulePicture(maker: RuleMaker): Promise<string> {
  const rule = maker()
  const rules = (
    rule.side === 'positive'
      ? { positives: rule, negatives: negatives.hardest() }
      : { positives: positives.easiest(), negatives: rule }
  ) as Rules
  const generator = random('rule')
  const choice = choose(
    {
      embeddings: constant(
        floats(
          samples.flatMap(({ at }) => [...at]),
          [samples.length, 2],
        ),
      ),
      labels: constant(ints(samples.map(({ label }) => label))),
      noise: (_, shape) =>
        constant(floats(Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, generator.uniform), shape)),
    },
    closeness(l2()),
    rules,
  )
  const { columns, valid } = choice[rule.side]
  const outputs: Record<string, Tensor> = columns ? { valid, columns } : { valid }
  const found = await evaluate(outputs, {})
  const width = found.valid!.data.length / samples.length
  const lines = Array.from(found.valid!.data as Uint8Array).flatMap((holds, i): Line[] => {
    const anchor = samples[Math.floor(i / width)]!
    const other = samples[Number(columns ? found.columns!.data[i] : (i % width) % samples.length)]!
    return holds && anchor.label === 0 ? [{ kind: rule.side, from: anchor.at, to: other.at }] : []
  })
  const title = `${rule.name} ${rule.side}s`
  return picture([{ title, dots: samples, lines }], `Pairs that ${title} are, of five anchors`)
}

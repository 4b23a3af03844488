import { demand, fail } from '../../errors.ts'
import type { OptionRange, OptionValue } from '../../sweep/range.ts'
import { demandRange } from '../../sweep/range.ts'

/** What `--vary` says of one option: its name and its range. */
export interface Ranged {
  readonly name: string
  readonly range: OptionRange
}

const forms = 'write NAME=LOW..HIGH, NAME=LOW..HIGH:log, or NAME=ONE|ANOTHER'

/** Reads `rate=1e-4..1e-2:log`, `triplet:margin=0.05..0.5`, `optimizer=adam|sgd`.
 *  @param isWhole whether an option has whole numbers alone
 *  Fails on what is none of them, on a range that is none, and on fractions of an option that is whole. */
export function ranged(text: string, isWhole: (name: string) => boolean): Ranged {
  const at = text.indexOf('=')
  demand(at > 0 && at < text.length - 1, {
    who: '--vary',
    rule: 'must name an option and its range',
    value: text,
    remedy: forms,
  })
  const [name, said] = [text.slice(0, at), text.slice(at + 1)]
  const who = `--vary ${name}`
  const numbers = /^([^.|]+(?:\.\d*)?(?:e[-+]?\d+)?)\.\.([^|:]+)(:log)?$/i.exec(said)
  if (!numbers) {
    demand(!said.includes('..') && said.includes('|'), { who, rule: 'is no range', value: said, remedy: forms })
    const range: OptionRange = { kind: 'choice', values: said.split('|').map((one) => choiceOf(one, who)) }
    demandRange(range, who)
    return { name, range }
  }
  const whole = isWhole(name)
  const [low, high] = [numbers[1]!, numbers[2]!].map((one) => {
    const value = one.trim() === '' ? Number.NaN : Number(one)
    demand(Number.isFinite(value), { who, rule: 'a range has two numbers', value: said, remedy: forms })
    demand(!whole || Number.isSafeInteger(value), { who, rule: 'must be whole numbers', value: said })
    return value
  }) as [number, number]
  const range: OptionRange = { kind: 'number', low, high, log: numbers[3] !== undefined, whole }
  demandRange(range, who)
  return { name, range }
}

function choiceOf(text: string, who: string): OptionValue {
  if (text === '') fail({ who, rule: 'has an empty choice', remedy: forms })
  if (text === 'true' || text === 'false') return text === 'true'
  const value = Number(text)
  return Number.isFinite(value) ? value : text
}

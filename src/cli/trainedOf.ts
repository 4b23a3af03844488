import { demand, fail, NearkinError } from '../errors.ts'
import { blankRandom } from '../nn/blankRandom.ts'
import type { Layer } from '../nn/layer.ts'
import type { Settings } from '../runs/settings.ts'
import type { Intake } from '../train/intake.ts'
import { matching } from '../train/matching.ts'
import { parameterOrder } from '../train/parameterOrder.ts'
import { list } from './parsers.ts'

/** What of a network changes in training, and how fast. All go by names in the state. */
export interface Trained {
  /** Of all of the recipe. */
  readonly trained: (name: string) => boolean
  /** Of what lies under the head, by its own names. */
  readonly inTrunk: (name: string) => boolean
  /** While the head alone is trained. */
  readonly head: (name: string) => boolean
  /** Factor of the learning rate. */
  readonly rates: (name: string) => number
}

/** What lies under the head, in the names of a state. */
const under = 'network.backbone.'

const isHead = (name: string): boolean => !name.startsWith(under)

type Asked = Pick<Settings, 'fineTune' | 'freeze' | 'rates' | 'backboneRate'>

/** What the settings train of a network whose part under the head is called `backbone`.
 *  @param pretrained whether what lies under the head was trained before: it then learns at `backboneRate`
 *  Fails on a pattern that no name has, and where nothing of the backbone is left to train. */
export function trainedOf(settings: Asked, network: Layer, intake: Intake, pretrained = true): Trained {
  const order = parameterOrder(network, intake)
  const chosen = chosenBy(settings.fineTune ?? 'all', network, order)
  const frozen = settings.freeze ? named('--freeze', settings.freeze, order) : () => false
  const trained = (name: string): boolean => (isHead(name) || chosen(name)) && !frozen(name)
  demand(
    order.some((name) => !isHead(name) && trained(name)),
    {
      who: '--fine-tune',
      rule: 'must leave something of the backbone to train',
      value: [settings.fineTune, ...(settings.freeze ?? []).map((pattern) => `--freeze ${pattern}`)].join(' '),
      remedy: 'leave --fine-tune out to train a head on its features alone',
    },
  )
  return {
    trained,
    inTrunk: (name) => trained(under + name),
    head: (name) => isHead(name) && trained(name),
    rates: ratesOf(settings, order, pretrained),
  }
}

function chosenBy(what: string, network: Layer, order: readonly string[]): (name: string) => boolean {
  if (what === 'all') return () => true
  const last = /^last:(.*)$/.exec(what)?.[1]
  if (last === undefined) return named('--fine-tune', list(what), order)
  const count = Number(last)
  const { parameters } = network.init(blankRandom)
  const inBackbone = order.filter((name) => !isHead(name))
  const weights = inBackbone.filter((name) => parameters[name.slice('network.'.length)]!.shape.length > 1)
  demand(Number.isSafeInteger(count) && count >= 1 && count <= weights.length, {
    who: '--fine-tune last:N',
    rule: `N must be a whole number from 1 to ${weights.length}, the backbone's layers with weights`,
    value: last,
  })
  const from = inBackbone.indexOf(weights.at(-count)!)
  const late = new Set(inBackbone.slice(from))
  return (name) => late.has(name)
}

/** Factors by pattern; of several that fit, the last one counts. */
function ratesOf(
  { rates, backboneRate }: Asked,
  order: readonly string[],
  pretrained: boolean,
): (name: string) => number {
  const own = (rates ?? []).map((text) => {
    const at = text.lastIndexOf('=')
    return { fits: named('--rates', [text.slice(0, at)], order), factor: Number(text.slice(at + 1)) }
  })
  return (name) => own.findLast(({ fits }) => fits(name))?.factor ?? (isHead(name) || !pretrained ? 1 : backboneRate)
}

/** As `matching`, but the option complains. */
function named(who: string, patterns: readonly string[], order: readonly string[]): (name: string) => boolean {
  try {
    return matching(patterns, order)
  } catch (error) {
    if (!(error instanceof NearkinError)) throw error
    return fail({ ...error.complaint, who })
  }
}

import { fail } from '../errors.ts'
import type { Settings } from '../runs/settings.ts'
import type { Trunk } from '../runs/trunk.ts'
import type { StepDesign } from '../train/stepDesign.ts'
import { trainedOf } from './trainedOf.ts'

/** As many nodes, and weights behind each, are named. */
const most = 8

/** Fails, naming each node with its operator and the weights behind it, where weights are to be trained that no gradient can
 *  reach, because it stops at a node of the backbone's file: they would stay as they are without a word. */
export function demandGradients(
  settings: Settings,
  { pretrained, unreached }: Pick<Trunk, 'pretrained' | 'unreached'>,
  { network, intake }: Pick<StepDesign, 'network' | 'intake'>,
): void {
  const stops = unreached(trainedOf(settings, network, intake, pretrained).inTrunk)
  if (stops.length === 0) return
  const where = stops.map(
    ({ node, operator, parameters }) => `${node} (${operator}), behind which lie ${few(parameters)}`,
  )
  fail({
    who: '--fine-tune',
    rule: `a gradient must reach all that is trained of ${settings.backbone}, and it stops at ${few(where, '; at ')}`,
    remedy: `leave these as they are by --freeze ${patterns(stops.flatMap(({ parameters }) => parameters))}, cut the backbone elsewhere by --backbone-output, or leave --fine-tune out to train a head on its features alone`,
  })
}

function few(words: readonly string[], between = ', '): string {
  const shown = words.slice(0, most).join(between)
  return words.length > most ? `${shown}${between}and ${words.length - most} more` : shown
}

/** Names as --freeze takes them; of many the first ones stand for all. */
const patterns = (names: readonly string[]): string =>
  names.length > most ? `${names.slice(0, most).join(',')},...` : names.join(',')

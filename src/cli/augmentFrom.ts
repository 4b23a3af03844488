import type { Augment } from '../data/augment/augment.ts'
import { augmentOf, augments } from '../data/augment/augmentOf.ts'
import { optionsOf } from '../runs/choices.ts'
import { ofTheOption } from '../runs/ofTheOption.ts'
import type { Settings } from '../runs/settings.ts'
import { specOf } from '../runs/spec.ts'

/** How images are varied where a network of some size is trained and nobody says: windows of a fifth of the image at least, so
 *  that the thing itself stays in most of them, and their mirror images. */
const usual = ['random-resized-crop:smallest=0.2', 'random-horizontal-flip']

/** The recipe that varies training images; empty: they are as they are.
 *  @param varied whether it is usual to vary them
 *  Fails on a step or an option that there is not, and on an order that cannot be. */
export function augmentFrom({ augment }: Pick<Settings, 'augment'>, varied: boolean): Augment {
  const chosen = augment ?? (varied ? usual : [])
  if (chosen.length === 1 && chosen[0] === 'none') return []
  const known = optionsOf(augments)
  const steps = chosen.map((text) => specOf(text, '--augment', known))
  return ofTheOption('--augment', () => augmentOf(steps))
}

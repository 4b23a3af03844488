import { lossFactories, optionsOf } from './choices.ts'
import type { Settings } from './settings.ts'
import { specOf } from './spec.ts'

/** The margin of the settings' loss, by which triplets are judged; 0.2 where it has none. */
export function marginOf({ loss }: Pick<Settings, 'loss'>): number {
  const { name, options } = specOf(loss, '--loss', optionsOf(lossFactories))
  const usual: unknown = lossFactories[name]!.about.options.margin?.usual
  const margin = options.margin ?? usual
  return typeof margin === 'number' && margin >= 0 ? margin : 0.2
}

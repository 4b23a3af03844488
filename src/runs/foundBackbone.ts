import { findKnownBackbone } from '../data/backbones/findKnownBackbone.ts'
import type { KnownBackbone } from '../data/backbones/knownBackbone.ts'
import type { BackboneOptions } from '../runtime/backbone.ts'
import type { Normalisation } from '../train/intake.ts'
import { demandSameModel } from './demandSameModel.ts'
import { fetchBackbone } from './fetchBackbone.ts'
import type { BackboneModel } from './modelForm.ts'
import { pixelScaleOf } from './pixelScaleOf.ts'
import type { Settings } from './settings.ts'

/** A backbone on the disk, and what is known of it. */
export interface FoundBackbone {
  readonly path: string
  readonly sha256: string
  /** The output, or inner tensor, to take; null: the first of features. */
  readonly output: string | null
  /** What of it the features of an image are. */
  readonly take: NonNullable<BackboneOptions['take']>
  readonly scale: Normalisation
  readonly known: KnownBackbone | undefined
}

/** Finds the backbone that the settings name: a file, or a name, which is fetched where it is not yet in the cache. What is known
 *  of a published model fills in what the settings leave open.
 *  @param stored what a run remembers of it: another model in its place is refused */
export async function foundBackbone(
  settings: Pick<Settings, 'backboneOutput' | 'pixels'> & { readonly backbone: string },
  stored: BackboneModel | null,
): Promise<FoundBackbone> {
  const { backbone } = settings
  const named = findKnownBackbone(backbone) !== undefined
  if (stored && !named) demandSameModel(backbone, stored)
  const path = await fetchBackbone(backbone)
  const sha256 = demandSameModel(path, stored)
  const known = findKnownBackbone(sha256)
  const output = stored?.output ?? settings.backboneOutput ?? known?.output ?? null
  return {
    path,
    sha256,
    output,
    // What is known is said of the published output alone.
    take: known && output === known.output ? known.take : 'row',
    scale: known && settings.pixels === null ? { mean: known.mean, std: known.std } : pixelScaleOf(settings),
    known,
  }
}
